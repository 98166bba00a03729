import { expect, test, vi } from 'vitest';
import { PostsIndex } from '../../entrypoints/library/posts/posts-index.ts';
import type { ChangedIds } from '../../lib/store/db/change-channel.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';

/** A library without posts that tells of changes when it is asked to, and notes what is read again. */
function fakeReader() {
  const reread: string[][] = [];
  let tell: (changed: ChangedIds) => void = () => {};
  const reader = {
    onChange: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
    groupSizes: async () => [],
    groupReviews: async () => new Map(),
    async *allIndexable() {},
    indexable: async (ids: string[]) => {
      reread.push(ids);
      return [];
    },
  };
  return {
    reader: reader as unknown as LibraryReader,
    reread,
    change: (...ids: string[]) => tell(new Set(ids)),
  };
}

test('changes during an edit of many posts are read once, after it', async () => {
  const { reader, reread, change } = fakeReader();
  const index = new PostsIndex(reader);
  await index.load();
  change('1');
  await vi.waitFor(() => expect(reread).toEqual([['1']]));

  const [first, second] = [index.hold(), index.hold()];
  change('2');
  change('3', '2');
  first();
  await new Promise((done) => setTimeout(done, 1_500));
  expect(reread.length).toBe(1);
  second();
  await vi.waitFor(() => expect(reread[1]).toEqual(['2', '3']), { timeout: 3_000 });
});
