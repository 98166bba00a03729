/** Writes what comes in, and takes it back. The page writes itself: a file is too large for a message. */
import { ask } from '../../lib/ask.ts';
import { browser } from '../../lib/browser.ts';
import type { StoredPost } from '../../lib/post.ts';
import type { Cargo } from '../../lib/store/bring.ts';
import { Connection } from '../../lib/store/database.ts';
import type { ExportDocument } from '../../lib/store/export-schema.ts';
import { cargoOf, importDocument } from '../../lib/store/import.ts';
import { type Library, openLibrary } from '../../lib/store/library.ts';
import { openReader, type Reader } from '../../lib/store/reader.ts';
import { readSaid } from '../../lib/store/said.ts';
import type { Note } from '../../lib/store/witness.ts';

/** The name of the background's note in `storage.local`; ours is the same note. */
const NOTE = 'witness';
/** Ids in one message to the background. */
const BATCH = 200;

function openWriter() {
  return openLibrary({
    connection: new Connection(),
    notes: {
      get: async () => ((await browser.storage.local.get(NOTE))[NOTE] as Note | undefined) ?? null,
      set: (note) => browser.storage.local.set({ [NOTE]: note }),
    },
  });
}

/**
 * Brings a document in.
 * @returns what takes it back: the posts it brought go again, those it changed are as they were.
 */
export async function bring(
  reader: Reader,
  document: ExportDocument,
  onProgress: (posts: number) => void,
): Promise<() => Promise<void>> {
  const cargo = cargoOf(document, document.exportedAt);
  const ids = cargo.posts.map(({ id }) => id);
  const before = await reader.posts(ids);
  const said = await readSaid(new Connection());
  await write((library) => importDocument(library, document, onProgress));
  return async () => {
    await remove(ids);
    await write(async (library) => {
      await library.unsay(cargo, said);
      await library.bring(asTheyWere(before));
    });
  };
}

/** Writes with a writer of the page's own, and tells the background that somebody else wrote. */
async function write(work: (library: Library) => Promise<unknown>): Promise<void> {
  const library = openWriter();
  try {
    await work(library);
  } finally {
    await library.close();
  }
  await ask('reload', {});
}

/** Deletes posts, saved ones too. @returns how many there were. */
export async function remove(ids: readonly string[]): Promise<number> {
  let removed = 0;
  for (let i = 0; i < ids.length; i += BATCH) {
    const answer = await ask('remove', { ids: ids.slice(i, i + BATCH) });
    if (!answer.ok) throw new Error(answer.detail ?? answer.error);
    removed += answer.value.removed;
  }
  return removed;
}

/** Puts posts back as they were. Their groups are found again from their texts. */
export async function restore(posts: StoredPost[]): Promise<void> {
  if (posts.length > 0) await write((library) => library.bring(asTheyWere(posts)));
}

const asTheyWere = (posts: StoredPost[]): Cargo => ({
  posts,
  groups: null,
  verdicts: [],
  corrections: [],
  seenAt: new Date().toISOString(),
});

/** Which of these codes the library has met as tickers. */
export async function knownCodes(codes: string[]): Promise<Set<string>> {
  const reader = openReader();
  const found = await Promise.all(codes.map((code) => reader.ticker(code)));
  await reader.close();
  return new Set(found.flatMap((ticker) => ticker?.code ?? []));
}
