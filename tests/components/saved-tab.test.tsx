// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { SavedTab } from '../../entrypoints/popup/SavedTab.tsx';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { storedPost } from './posts.ts';

vi.mock('../../lib/browser.ts', () => ({
  browser: {
    i18n: { getMessage: (key: string) => (key === 'locale_tag' ? 'en' : key) },
    runtime: { id: 'us' },
  },
}));

const posts = [
  storedPost({ id: '10001', text: 'The market is wide awake today.' }),
  storedPost({ id: '10002', text: 'Awake is the market, and wide.' }),
  storedPost({ id: '10003', text: 'A wide market with a rumor.' }),
];
const reader = {
  captures: async () => ({ rows: posts, next: null }),
} as unknown as LibraryReader;
const host = document.body.appendChild(document.createElement('div'));
afterEach(() => act(() => render(null, host)));

// The same queries as in the library page.
test.each([
  ['wide market', [0, 1, 2]],
  ['"wide awake"', [0]],
  ['wide -rumor', [0, 1]],
  ['-awake', [2]],
])('the popup finds %s as the library does', async (query, expected) => {
  const props = { reader, version: 0, page: undefined, scope: 'saved', onTab: () => {} } as const;
  await act(() => render(<SavedTab {...props} query={query} />, host));
  const shown = () => posts.flatMap(({ text }, i) => (host.textContent?.includes(text) ? [i] : []));
  // The search is loaded with the first query.
  const shownLater = async () => {
    await act(() => new Promise((done) => setTimeout(done, 50)));
    return shown();
  };
  await expect.poll(shownLater, { timeout: 10_000 }).toEqual(expected);
});
