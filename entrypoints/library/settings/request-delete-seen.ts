/**
 * Asks the background to delete all posts that were only seen, whatever their number. What is deleted and how is in
 * lib/store/write/retention.ts and lib/store/write/seen-deletion.ts.
 */
import { sendWithRetry } from '../../../lib/send-with-retry.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import type { StoredCorrection } from '../../../lib/store/write/feedback.ts';

/**
 * Sends the request. A large deletion takes longer than a request may: while the number of posts falls, the request is
 * sent again, and the background then answers with the deletion that is running.
 * @returns how many were deleted; corrections stay, as they do when posts become too old
 * @throws Error if the background cannot delete them
 */
export async function requestDeleteSeen(
  reader: Pick<LibraryReader, 'summary'>,
): Promise<{ removed: number; corrections: StoredCorrection[] }> {
  for (let left = Number.POSITIVE_INFINITY; ; ) {
    const answer = await sendWithRetry('deleteSeen', { before: null });
    if (answer.ok) return { removed: answer.value.deleted, corrections: [] };
    const { seen } = await reader.summary();
    if (answer.error !== 'no-response' || seen >= left) throw new Error(answer.detail ?? answer.error);
    left = seen;
  }
}
