/**
 * The built-in sample: the three seed dumps, and posts that show kinds of copies. It has its own database, so
 * that it never mixes with the user's library, and is removed with one click.
 */
import type { RawPost } from '../../../lib/post.ts';
import { readDump } from '../../../lib/square/dump/read-dump.ts';
import { Connection } from '../../../lib/store/db/connection.ts';
import type { LossMarker } from '../../../lib/store/health/loss-marker.ts';
import { Library } from '../../../lib/store/library.ts';
import { type LibraryReader, openReader } from '../../../lib/store/reader.ts';
import postDump from '../../../seeds/000_24e4be071278d742.txt?raw';
import profileDump from '../../../seeds/001_83ee0e7153174509.txt?raw';
import otherDump from '../../../seeds/002_42312cecb602bb21.txt?raw';
import { SAMPLE_POSTS } from './sample-posts.ts';

const NAME = 'feedglass-sample';

/** A post of a dump has no id. In the sample it gets a number, and no URL, because there is no such page. */
const numbered = (post: RawPost, i: number): RawPost => ({ ...post, id: String(10_000 + i), url: null });

/** The sample's library with what it holds. */
export interface Sample {
  library: Library;
  reader: LibraryReader;
  posts: RawPost[];
}

/** Opens the sample's library; fills it when it is opened first. */
export async function openSampleLibrary(): Promise<Sample> {
  const connection = new Connection(NAME);
  const reader = openReader(connection);
  let note: LossMarker | null = null;
  const library = new Library({
    connection,
    lossMarkerStore: {
      get: async () => note,
      set: async (next) => {
        note = next;
      },
    },
  });
  const dumped = [postDump, profileDump, otherDump].flatMap((text) => readDump(text).posts);
  const posts = [...dumped, ...SAMPLE_POSTS].map(numbered);
  if ((await reader.summary()).seen > 0) return { library, reader, posts };
  await library.annotate(posts);
  // Save every third post, so that Saved is not empty.
  for (const post of posts.filter((_, i) => i % 3 === 0)) await library.save(post);
  return { library, reader, posts };
}

/** Opens the sample for reading. */
export const openSample = async (): Promise<LibraryReader> => (await openSampleLibrary()).reader;

/** Deletes the sample's database; the user's library has another name. */
export function removeSample(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = () => resolve();
    // Another tab may show the sample: it closes its connection when asked, and then this succeeds.
    request.onerror = () => reject(request.error);
  });
}
