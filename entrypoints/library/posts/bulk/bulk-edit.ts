/** Changes many posts at once, in steps, with progress; what was changed can be undone. */
import type { PostEdit, UserData } from '../../../../lib/messages.ts';
import { setSaved } from '../../../../lib/pages/edit-drafts.ts';
import type { StoredPost } from '../../../../lib/post.ts';
import { type SendResult, sendWithRetry } from '../../../../lib/send-with-retry.ts';
import type { LibraryReader } from '../../../../lib/store/reader.ts';

/** Posts per message: so few that one is done long before its timeout. */
const STEP = 500;

export interface Progress {
  signal: AbortSignal;
  /** @param done number of posts so far */
  onProgress: (done: number) => void;
}

/** What was done, and how to take it back. */
export interface BulkResult {
  /** Number of posts that were changed. */
  count: number;
  /** Why it stopped before the end; `null` if it did not, or was cancelled. */
  failure: string | null;
  /** `null` if nothing was changed. */
  undo: ((progress: Progress) => Promise<void>) | null;
}

/** Saves, unsaves, tags or adds a note. An edit that stops has changed the posts before the one at which it stopped. */
export async function editPosts(
  reader: LibraryReader,
  ids: readonly string[],
  edit: PostEdit,
  progress: Progress,
): Promise<BulkResult> {
  const before: UserData[] = [];
  let count = 0;
  const read = (from: number) => {
    const posts = reader.posts(ids.slice(from, from + STEP));
    // Awaited later, or never after a failure.
    posts.catch(() => {});
    return posts;
  };
  let next = read(0);
  const failure = await inSteps(ids, progress, async (_step, end) => {
    const posts = (await next).filter((post) => wouldChange(post, edit));
    // Read while the background writes these.
    next = read(end);
    // First, because an edit without an answer may have been done.
    before.push(...posts.map(({ id, capturedAt, note, tags }) => ({ id, capturedAt, note, tags })));
    if (posts.length > 0) check(await sendWithRetry('editPosts', { ids: posts.map(({ id }) => id), edit }));
    count += posts.length;
  });
  const undo = async (again: Progress) => {
    const stopped = await inSteps(before, again, async (step) =>
      check(await sendWithRetry('restoreUserData', { posts: step })),
    );
    if (stopped !== null) throw new Error(stopped);
  };
  return { count, failure, undo: before.length > 0 ? undo : null };
}

/**
 * Saves or unsaves one post. The edit is sent when this returns, and is done even if the page is closed.
 * @param post as it is now, for the undo
 */
export async function savePost(post: StoredPost, saved: boolean): Promise<BulkResult> {
  const { id, capturedAt, note, tags } = post;
  check(await setSaved(id, saved));
  const undo = async () =>
    check(await sendWithRetry('restoreUserData', { posts: [{ id, capturedAt, note, tags }] }));
  return { count: 1, failure: null, undo };
}

/** Deletes posts. They are held in memory for the undo. */
export async function deletePosts(
  reader: LibraryReader,
  ids: readonly string[],
  progress: Progress,
): Promise<BulkResult> {
  const deleted: StoredPost[] = [];
  const { deletePosts: remove, restorePosts } = await import('../../import/import-with-undo.ts');
  const corrections: Awaited<ReturnType<typeof remove>>['corrections'] = [];
  let count = 0;
  const failure = await inSteps(ids, progress, async (step) => {
    const posts = await reader.posts(step);
    deleted.push(...posts);
    const done = await remove(posts.map(({ id }) => id));
    corrections.push(...done.corrections);
    count += posts.length;
  });
  return {
    count,
    failure,
    undo: deleted.length > 0 ? () => restorePosts({ posts: deleted, corrections }) : null,
  };
}

/** @returns why it stopped before the end; `null` if it did not, or was cancelled */
async function inSteps<T>(
  items: readonly T[],
  { signal, onProgress }: Progress,
  work: (step: T[], end: number) => Promise<void>,
): Promise<string | null> {
  for (let i = 0; i < items.length && !signal.aborted; i += STEP) {
    try {
      await work(items.slice(i, i + STEP), i + STEP);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    onProgress(Math.min(items.length, i + STEP));
  }
  return null;
}

/** True if the edit changes something, so that the undo touches only what was changed. */
function wouldChange(post: StoredPost, { saved, tags = [], note = '' }: PostEdit): boolean {
  const isSaved = post.capturedAt !== null;
  if (saved !== undefined && saved !== isSaved) return true;
  if (tags.length === 0 && note === '') return false;
  return !isSaved || !post.note.includes(note) || tags.some((tag) => !post.tags.includes(tag));
}

function check(answer: SendResult<unknown>): void {
  if (!answer.ok) throw new Error(answer.detail ?? answer.error);
}
