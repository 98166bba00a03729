/**
 * Saves notes so that the last words before a page closes are not lost: they lie in `localStorage`, which is written
 * at once, until the background has stored them.
 */
import { t } from '../i18n/translate.ts';
import type { Request } from '../messages.ts';
import { sendToBackground } from '../send.ts';

const PREFIX = 'feedglass.draft.';

/**
 * Saves a note.
 * @returns why it was refused; `null` if it is stored
 */
export async function saveNote(ask: Request<'setNote'>): Promise<string | null> {
  const key = `${PREFIX}${ask.id}`;
  const { note, tags } = ask.base ?? {};
  const draft = JSON.stringify({ ...ask, ...(note !== undefined && tags ? { base: { note, tags } } : {}) });
  localStorage.setItem(key, draft);
  const answer = await sendToBackground('setNote', JSON.parse(draft) as Request<'setNote'>);
  // A later text of the same note has its own turn.
  const settled = answer.ok || answer.error === 'not-found' || answer.error === 'bad-request';
  if (settled && localStorage.getItem(key) === draft) localStorage.removeItem(key);
  return answer.ok ? null : `${t('strip_failed')}: ${answer.detail ?? answer.error}`;
}

/** Saves the notes that a closed page left behind. */
export async function saveDrafts(): Promise<void> {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    try {
      await saveNote(JSON.parse(localStorage.getItem(key) ?? '') as Request<'setNote'>);
    } catch {
      localStorage.removeItem(key);
    }
  }
}
