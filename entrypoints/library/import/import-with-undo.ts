/**
 * Imports a document and undoes the import. This page writes the database itself, because a file is too large
 * for a message.
 */

import type { StoredPost } from '../../../lib/post.ts';
import { sendToBackground } from '../../../lib/send.ts';
import { Connection } from '../../../lib/store/db/connection.ts';
import { browserLossMarkerStore } from '../../../lib/store/health/browser-loss-marker.ts';
import type { ImportPayload } from '../../../lib/store/import/import-posts.ts';
import {
  type ImportDocument,
  importDocument,
  toImportPayload,
} from '../../../lib/store/import/read-export.ts';
import { type Library, openLibrary } from '../../../lib/store/library.ts';
import { type LibraryReader, openReader } from '../../../lib/store/reader.ts';
import type { StoredCorrection } from '../../../lib/store/write/corrections.ts';
import { readAllFeedback } from '../../../lib/store/write/feedback.ts';

/** Number of ids in one message to the background. */
const BATCH = 200;

/**
 * Imports a document.
 * @returns a function that undoes the import: it deletes the added posts and restores the changed ones
 */
export async function importWithUndo(
  reader: LibraryReader,
  document: ImportDocument,
  onProgress: (posts: number) => void,
): Promise<() => Promise<void>> {
  const payload = toImportPayload(document, document.exportedAt);
  const ids = payload.posts.map(({ id }) => id);
  const feedback = await readFeedback();
  /**
   * The library's posts before the import, by the id they have after it: a post without an id may have got
   * its real one.
   */
  const before = new Map((await reader.posts(ids)).map((post) => [post.id, post]));
  const onChanged = (was: StoredPost, id: string) => {
    if (!before.has(id)) before.set(id, was);
  };
  await withOwnLibrary((library) => importDocument(library, document, { onProgress, onChanged }));
  return async () => {
    await deletePosts([...new Set([...ids, ...before.keys()])]);
    await withOwnLibrary(async (library) => {
      await library.revertFeedback(payload, feedback);
      await library.importPosts(restorePayload([...before.values()], feedback.corrections));
    });
  };
}

/** Writes with a library of this page, then notifies the background that the database changed. */
async function withOwnLibrary(work: (library: Library) => Promise<unknown>): Promise<void> {
  const library = openLibrary({ connection: new Connection(), lossMarkerStore: browserLossMarkerStore });
  try {
    await work(library);
  } finally {
    await library.close();
  }
  await sendToBackground('libraryChanged', {});
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
  const gone = new Set(ids);
  const corrections = (await readFeedback()).corrections.filter(({ id }) => gone.has(id));
  let removed = 0;
  for (let i = 0; i < ids.length; i += BATCH) {
    const answer = await sendToBackground('remove', { ids: ids.slice(i, i + BATCH) });
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
    groups: null,
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
