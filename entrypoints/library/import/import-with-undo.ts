/** Writes what comes in, and takes it back. The page writes itself: a file is too large for a message. */

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

/** Ids in one message to the background. */
const BATCH = 200;

/**
 * Brings a document in.
 * @returns what takes it back: the posts it brought go again, those it changed are as they were.
 */
export async function importWithUndo(
  reader: LibraryReader,
  document: ImportDocument,
  onProgress: (posts: number) => void,
): Promise<() => Promise<void>> {
  const cargo = toImportPayload(document, document.exportedAt);
  const ids = cargo.posts.map(({ id }) => id);
  const feedback = await readFeedback();
  /** The library's own posts as they were, by the id they have now: one without an id may have met its real one. */
  const before = new Map((await reader.posts(ids)).map((post) => [post.id, post]));
  const onChanged = (was: StoredPost, id: string) => {
    if (!before.has(id)) before.set(id, was);
  };
  await withOwnLibrary((library) => importDocument(library, document, { onProgress, onChanged }));
  return async () => {
    await deletePosts([...new Set([...ids, ...before.keys()])]);
    await withOwnLibrary(async (library) => {
      await library.revertFeedback(cargo, feedback);
      await library.importPosts(restorePayload([...before.values()], feedback.corrections));
    });
  };
}

/** Writes with a writer of the page's own, and tells the background that somebody else wrote. */
async function withOwnLibrary(work: (library: Library) => Promise<unknown>): Promise<void> {
  const library = openLibrary({ connection: new Connection(), lossMarkerStore: browserLossMarkerStore });
  try {
    await work(library);
  } finally {
    await library.close();
  }
  await sendToBackground('libraryChanged', {});
}

/** What was deleted, as long as it can come back. */
export interface DeletedPosts {
  posts: StoredPost[];
  /** What the user had said of their roles. */
  corrections: StoredCorrection[];
}

/** The user's words of this moment. */
async function readFeedback() {
  const connection = new Connection();
  try {
    return await readAllFeedback(connection);
  } finally {
    await connection.close();
  }
}

/** Deletes posts, saved ones too. @returns how many there were, and the words on their roles that went along. */
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

/** Puts posts back as they were. Their groups are found again from their texts. */
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

/** Which of these codes the library has met as tickers. */
export async function filterKnownCodes(codes: string[]): Promise<Set<string>> {
  const reader = openReader();
  const found = await Promise.all(codes.map((code) => reader.ticker(code)));
  await reader.close();
  return new Set(found.flatMap((ticker) => ticker?.code ?? []));
}
