import { expect, test, vi } from 'vitest';
import { editPosts } from '../../entrypoints/library/posts/bulk/bulk-edit.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { storedPost } from '../components/posts.ts';

const send = vi.hoisted(() => vi.fn());
vi.mock('../../lib/send-with-retry.ts', () => ({ sendWithRetry: send }));

const ids = Array.from({ length: 1_200 }, (_, i) => String(500_000 + i));
const reader = {
  posts: async (wanted: string[]) => wanted.map((id) => storedPost({ id, capturedAt: null })),
} as unknown as LibraryReader;
const progress = { signal: new AbortController().signal, onProgress: () => {} };

test('an edit that fails half-way says why, what it changed, and can be undone; so can an undo that failed', async () => {
  send.mockResolvedValueOnce({ ok: true }).mockResolvedValueOnce({ ok: false, error: 'storage-full' });
  const result = await editPosts(reader, ids, { saved: true }, progress);
  expect(result).toMatchObject({ count: 500, failure: 'storage-full' });

  send
    .mockReset()
    .mockResolvedValueOnce({ ok: false, error: 'storage-full' })
    .mockResolvedValue({ ok: true });
  await expect(result.undo?.(progress)).rejects.toThrow('storage-full');
  await result.undo?.(progress);
  const restored = send.mock.calls
    .slice(1)
    .flatMap(([, { posts }]) => posts.map(({ id }: { id: string }) => id));
  // An edit without an answer may have been done.
  expect(restored).toEqual(ids.slice(0, 1_000));
});
