/**
 * Sends the user's edits so that the last one before a page closes is not lost: a message to a worker that has to be
 * started first is dropped with its page. An edit lies in `localStorage`, which is written at once, until the background
 * has stored it.
 */
import { t } from '../i18n/translate.ts';
import type { Request } from '../messages.ts';
import { type SendResult, sendWithRetry } from '../send-with-retry.ts';

/** Edits that are kept as drafts, and the beginning of their keys. A later edit of a post replaces the earlier one. */
const PREFIXES = { setNote: 'feedglass.draft.', setSaved: 'feedglass.saving.' } as const;
type DraftKind = keyof typeof PREFIXES;

/**
 * Saves a note.
 * @returns why it was refused; `null` if it is stored
 */
export async function saveNote(ask: Request<'setNote'>): Promise<string | null> {
  const { note, tags } = ask.base ?? {};
  const plain = { ...ask, ...(note !== undefined && tags ? { base: { note, tags } } : {}) };
  const answer = await sendDraft('setNote', ask.id, plain);
  return answer.ok ? null : `${t('strip_failed')}: ${answer.detail ?? answer.error}`;
}

/** Saves or unsaves one post. */
export function setSaved(id: string, saved: boolean): Promise<SendResult<unknown>> {
  return sendDraft('setSaved', id, { ids: [id], saved });
}

/** Sends the edits that a closed page left behind. */
export async function sendDrafts(): Promise<void> {
  for (const key of Object.keys(localStorage)) {
    for (const kind of Object.keys(PREFIXES) as DraftKind[]) {
      if (!key.startsWith(PREFIXES[kind])) continue;
      try {
        await sendDraft(kind, key.slice(PREFIXES[kind].length), JSON.parse(localStorage.getItem(key) ?? ''));
      } catch {
        localStorage.removeItem(key);
      }
    }
  }
}

async function sendDraft<K extends DraftKind>(kind: K, id: string, ask: Request<K>) {
  const key = PREFIXES[kind] + id;
  const draft = JSON.stringify(ask);
  localStorage.setItem(key, draft);
  const answer = await sendWithRetry(kind, ask);
  // A later edit of the same post has its own turn.
  const settled = answer.ok || answer.error === 'not-found' || answer.error === 'bad-request';
  if (settled && localStorage.getItem(key) === draft) localStorage.removeItem(key);
  return answer;
}
