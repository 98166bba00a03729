// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { DeletePosts } from '../../entrypoints/library/settings/DeletePosts.tsx';
import { requestDeleteSeen } from '../../entrypoints/library/settings/request-delete-seen.ts';
import { Connection, DATABASE_NAME } from '../../lib/store/db/connection.ts';
import { Library } from '../../lib/store/library.ts';
import { openReader } from '../../lib/store/reader.ts';
import { createHandlers } from '../../lib/worker/handlers.ts';
import { createMessageListener } from '../../lib/worker/serve.ts';
import { Notes, raw } from '../store/helpers.ts';

const ids = Array.from({ length: 20 }, (_, n) => String(10_000 + n));

/** The library page, and a background that answers its messages. */
const background = vi.hoisted(() => ({
  asked: [] as { kind: string }[],
  answer: (_message: unknown): unknown => undefined,
}));
vi.mock('../../lib/browser.ts', () => ({
  browser: {
    runtime: {
      id: 'us',
      connect: () => ({ postMessage() {}, disconnect() {} }),
      sendMessage: async (message: { kind: string }) => {
        background.asked.push(message);
        return background.answer(message);
      },
    },
    i18n: { getMessage: (key: string) => (key === 'locale_tag' ? 'en' : key) },
    storage: { local: { get: async () => ({}), set: async () => {} } },
  },
}));

const library = new Library({ connection: new Connection(DATABASE_NAME), lossMarkerStore: new Notes() });
const reader = openReader(new Connection(DATABASE_NAME));
const handlers = createHandlers(library, {
  readMessages: async () => null,
  onOverlayStarted: () => {},
  notifyTabs: async () => {},
  openLibrary: () => {},
  onCopyCount: () => {},
  onSettings: () => {},
});
const listen = createMessageListener(handlers, { id: 'us', origin: 'chrome-extension://us' });
const host = document.body.appendChild(document.createElement('div'));

beforeEach(async () => {
  background.asked = [];
  background.answer = (message) => listen(message, { id: 'us', url: 'chrome-extension://us/library.html' });
  await library.remove(ids);
});

const TEXT = (id: string) => `The ferry number ${id} leaves at nine and comes back when the captain is done.`;
const button = (label: string) =>
  [...host.querySelectorAll('button')].find((one) => one.textContent?.includes(label)) as HTMLButtonElement;
async function click(label: string, next: string): Promise<void> {
  await act(() => button(label).click());
  await vi.waitFor(() => expect(host.textContent).toContain(next), 5_000);
}

test('posts that were only seen are deleted by one request, and come back by undo', async () => {
  await library.annotate(ids.map((id) => raw(id, TEXT(id))));
  await library.setSaved(['10003'], true);
  await act(() => render(<DeletePosts reader={reader} />, host));
  await click('delete_start', 'delete_ask');
  await click('delete_confirm', 'delete_done');
  expect(background.asked.map(({ kind }) => kind)).toEqual(['deleteSeen']);
  expect(await reader.summary()).toMatchObject({ seen: 1, captured: 1 });

  await act(() => button('undo').click());
  await vi.waitFor(
    async () => expect(await reader.summary()).toMatchObject({ seen: 20, captured: 1 }),
    5_000,
  );
});

test.each([
  ['Asia/Tokyo', '2026-06-04'],
  ['America/Los_Angeles', '2026-06-03'],
])('a range of days is that of the reader in %s', async (zone, day) => {
  vi.stubEnv('TZ', zone);
  // June 4 in Tokyo, June 3 in Los Angeles; the other post is a day later in both.
  const [inside, outside] = ['2026-06-03T20:00:00.000Z', '2026-06-04T20:00:00.000Z'].map((postedAt, i) =>
    raw(ids[i] ?? null, TEXT(String(ids[i])), { postedAt, postedAtSource: 'label' }),
  );
  await library.annotate([inside, outside].filter((post) => post !== undefined));
  await act(() => render(<DeletePosts key={zone} reader={reader} />, host));
  const change = (element: Element, type: string, value: string) =>
    act(() => {
      (element as HTMLInputElement).value = value;
      element.dispatchEvent(new Event(type, { bubbles: true }));
    });
  await change(host.querySelector('select') as Element, 'change', 'range');
  for (const field of host.querySelectorAll('input')) await change(field, 'input', day);
  await click('delete_start', 'delete_ask');
  await click('delete_confirm', 'delete_done');
  expect(await reader.posts(ids)).toMatchObject([{ id: ids[1] }]);
  vi.unstubAllEnvs();
});

test('a deletion that takes longer than a request is asked for again while it goes on', async () => {
  let left = 3;
  background.answer = () => {
    if (left === 0) return { ok: true, value: { deleted: 3 } };
    return { ok: false, error: 'no-response' };
  };
  const counting = { summary: async () => ({ seen: --left }) } as unknown as typeof reader;
  expect(await requestDeleteSeen(counting)).toMatchObject({ removed: 3 });
});

test('a deletion that does not go on fails', async () => {
  background.answer = () => ({ ok: false, error: 'no-response', detail: 'timeout' });
  const stuck = { summary: async () => ({ seen: 7 }) } as unknown as typeof reader;
  await expect(requestDeleteSeen(stuck)).rejects.toThrow('timeout');
});
