/**
 * Sends the user's edits so that the last one before a page closes is not lost: a message to a worker that has to be
 * started first is dropped with its page. An edit lies in `localStorage`, which is written at once, until the background
 * has stored it.
 */
import { t } from '../i18n/translate.ts';
import type { Request } from '../messages.ts';
import { type SendResult, sendWithRetry } from '../send-with-retry.ts';
import type { LibraryReader } from '../store/reader.ts';

/** Edits that are kept as drafts, and the beginning of their keys. A later edit of the same replaces the earlier one. */
const PREFIXES = {
  setNote: 'feedglass.draft.',
  setSaved: 'feedglass.saving.',
  setGroupReview: 'feedglass.review.',
} as const;
type DraftKind = keyof typeof PREFIXES;

/** What lies in the storage: the request, and when it was made, in ms. */
interface Draft {
  ask: unknown;
  at: number;
}

/**
 * Saves a note.
 * @returns why it was refused; `null` if it is stored
 */
export async function saveNote(ask: Request<'setNote'>): Promise<string | null> {
  const answer = await sendDraft('setNote', ask.id, plainNote(ask));
  return answer.ok ? null : `${t('strip_failed')}: ${answer.detail ?? answer.error}`;
}

/** The request without other fields of the post that the form began with. */
function plainNote({ base, ...ask }: Request<'setNote'>): Request<'setNote'> {
  return { ...ask, ...(base && { base: { note: base.note, tags: base.tags } }) };
}

/** Saves or unsaves one post. */
export function setSaved(id: string, saved: boolean): Promise<SendResult<unknown>> {
  return sendDraft('setSaved', id, { ids: [id], saved });
}

/** Sets the review of a copy group. */
export function saveReview(ask: Request<'setGroupReview'>): Promise<SendResult<unknown>> {
  return sendDraft('setGroupReview', ask.group, ask);
}

/** Keeps a note while it is written, in case the page is gone before it is saved. */
export function keepNote(ask: Request<'setNote'>): void {
  keep(PREFIXES.setNote + ask.id, JSON.stringify({ ask: plainNote(ask), at: Date.now() } satisfies Draft));
}

/** A draft is a second safety: where there is no room for it, the edit is sent without one. */
function keep(key: string, draft: string): void {
  try {
    localStorage.setItem(key, draft);
  } catch {
    // An older one would be sent in its place.
    localStorage.removeItem(key);
  }
}

/** Drops a note that was kept, when what was written is as it was before. */
export function dropNote(id: string): void {
  localStorage.removeItem(PREFIXES.setNote + id);
}

/** Sends the edits that a closed page left behind. */
export async function sendDrafts(reader: Pick<LibraryReader, 'posts'>): Promise<void> {
  for (const key of Object.keys(localStorage)) {
    for (const kind of Object.keys(PREFIXES) as DraftKind[]) {
      if (!key.startsWith(PREFIXES[kind])) continue;
      const id = key.slice(PREFIXES[kind].length);
      try {
        const { ask, at } = readDraft(localStorage.getItem(key) ?? '');
        // The answer to a removal may have been lost, and the reader may have saved the post again since.
        const isOutdated = kind === 'setSaved' && (await savedAt(reader, id)) > at;
        if (isOutdated) localStorage.removeItem(key);
        else await sendDraft(kind, id, ask as Request<DraftKind>, at);
      } catch {
        localStorage.removeItem(key);
      }
    }
  }
}

/** Earlier versions left the request alone. @throws SyntaxError */
function readDraft(text: string): Draft {
  const draft = JSON.parse(text);
  return 'ask' in draft ? draft : { ask: draft, at: 0 };
}

/** When a post was saved, in ms; 0 if it is not. */
async function savedAt(reader: Pick<LibraryReader, 'posts'>, id: string): Promise<number> {
  const [post] = await reader.posts([id]);
  return Date.parse(post?.capturedAt ?? '') || 0;
}

async function sendDraft<K extends DraftKind>(kind: K, id: string, ask: Request<K>, at = Date.now()) {
  const key = PREFIXES[kind] + id;
  const draft = JSON.stringify({ ask, at } satisfies Draft);
  keep(key, draft);
  const answer = await sendWithRetry(kind, ask);
  // A later edit of the same post has its own turn.
  const settled = answer.ok || answer.error === 'not-found' || answer.error === 'bad-request';
  if (settled && localStorage.getItem(key) === draft) localStorage.removeItem(key);
  return answer;
}
