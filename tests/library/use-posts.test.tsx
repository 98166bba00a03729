// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { usePosts } from '../../entrypoints/library/posts/usePosts.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { storedPost } from '../components/posts.ts';

/** Posts that are read when they come into sight. */
const there = new Set(['10001', '10002']);
let asked: string[][] = [];
const reader = {
  async posts(ids: readonly string[]) {
    asked.push([...ids]);
    return ids.filter((id) => there.has(id)).map((id) => storedPost({ id }));
  },
} as unknown as LibraryReader;

const host = document.createElement('div');
function List({ ids, version }: { ids: string[]; version: number }) {
  const postOf = usePosts(reader, version);
  return <>{ids.map((id) => postOf(id)?.id ?? '?').join()}</>;
}
async function show(ids: string[], version: number): Promise<string | null> {
  await act(() => render(<List ids={ids} version={version} />, host));
  for (let i = 0; i < 20; i++) await act(() => new Promise<void>((done) => setTimeout(done, 2)));
  return host.textContent;
}

test('a missing post is requested once, and again after a change', async () => {
  expect(await show(['10001', '10003'], 0)).toBe('10001,?');
  expect(asked.filter((ids) => ids.includes('10003'))).toHaveLength(1);
  there.add('10003');
  asked = [];
  expect(await show(['10001', '10003'], 1)).toBe('10001,10003');
  expect(asked.length).toBeLessThanOrEqual(2);
});
