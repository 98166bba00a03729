/**
 * Imports a document and undoes the import. This page writes the database itself, because a file is too large
 * for a message.
 */

import { browser } from '../../../lib/browser.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { sendWithRetry } from '../../../lib/send-with-retry.ts';
import { Connection } from '../../../lib/store/db/connection.ts';
import { browserLossMarkerStore } from '../../../lib/store/health/browser-loss-marker.ts';
import type { ImportPayload } from '../../../lib/store/import/import-posts.ts';
import { Library } from '../../../lib/store/library.ts';
import { openReader } from '../../../lib/store/reader.ts';
import { readAllFeedback, type StoredCorrection } from '../../../lib/store/write/feedback.ts';

/** Number of ids in one message to the background. */
const BATCH = 200;

/**
 * Imports a payload.
 * @returns a function that undoes the import and nothing else, in one transaction
 */
export async function importWithUndo(
  payload: ImportPayload,
  onProgress: (posts: number) => void,
): Promise<() => Promise<void>> {
  const undoKey = crypto.randomUUID();
  await withOwnLibrary((library) => library.importPosts(payload, { onProgress }, undoKey));
  return () =>
    withOwnLibrary(async (library) => {
      if (!(await library.undoImport(undoKey))) throw new Error('this import can no longer be undone');
    });
}

/** Writes with a library of this page, then notifies the background that the database changed. */
async function withOwnLibrary(work: (library: Library) => Promise<unknown>): Promise<void> {
  // If this page is closed meanwhile, the background sees that it is gone.
  const port = browser.runtime.connect();
  const library = new Library({ connection: new Connection(), lossMarkerStore: browserLossMarkerStore });
  try {
    await work(library).finally(() => library.close());
    const { ok } = await sendWithRetry('libraryChanged', {});
    if (ok) sayDone(port);
  } finally {
    port.disconnect();
  }
}

function sayDone(port: ReturnType<typeof browser.runtime.connect>): void {
  try {
    port.postMessage({});
  } catch {
    // The background ended since, and with it the connection: there is nobody left who waits for this.
  }
}

/** Deleted posts, kept for undo. */
export interface DeletedPosts {
  posts: StoredPost[];
  /** The user's corrections of their tickers. */
  corrections: StoredCorrection[];
}

/** Reads the present verdicts and corrections. */
async function readFeedback() {
  const connection = new Connection();
  try {
    return await readAllFeedback(connection);
  } finally {
    await connection.close();
  }
}

/**
 * Deletes posts, captures too.
 * @returns the deleted posts with their corrections
 */
export async function deletePosts(
  ids: readonly string[],
): Promise<{ removed: number; corrections: StoredCorrection[] }> {
  const deleted = new Set(ids);
  const corrections = (await readFeedback()).corrections.filter(({ id }) => deleted.has(id));
  let removed = 0;
  for (let i = 0; i < ids.length; i += BATCH) {
    const answer = await sendWithRetry('remove', { ids: ids.slice(i, i + BATCH) });
    if (!answer.ok) throw new Error(answer.detail ?? answer.error);
    removed += answer.value.removed;
  }
  return { removed, corrections };
}

/** Restores deleted posts. Their groups are computed again from their texts. */
export async function restorePosts({ posts, corrections }: DeletedPosts): Promise<void> {
  if (posts.length > 0)
    await withOwnLibrary((library) => library.importPosts(restorePayload(posts, corrections)));
}

function restorePayload(posts: StoredPost[], corrections: StoredCorrection[]): ImportPayload {
  const ids = new Set(posts.map(({ id }) => id));
  return {
    posts,
    verdicts: [],
    corrections: corrections.filter(({ id }) => ids.has(id)),
    seenAt: new Date().toISOString(),
  };
}

/** Returns those codes that occur as tickers in the library. */
export async function filterKnownCodes(codes: string[]): Promise<Set<string>> {
  const reader = openReader();
  const found = await Promise.all(codes.map((code) => reader.ticker(code)));
  await reader.close();
  return new Set(found.flatMap((ticker) => ticker?.code ?? []));
}
