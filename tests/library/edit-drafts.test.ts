// @vitest-environment happy-dom
/** Edits that a closed page left: sent by the next page, unless the reader changed his mind meanwhile. */
import { beforeEach, expect, test, vi } from 'vitest';
import {
  dropNote,
  keepNote,
  saveNote,
  saveReview,
  sendDrafts,
  setSaved,
} from '../../lib/pages/edit-drafts.ts';
import { storedPost } from '../components/posts.ts';

const sendMessage = vi.hoisted(() => vi.fn());
vi.mock('../../lib/browser.ts', () => ({
  browser: { i18n: { getMessage: (key: string) => key }, runtime: { id: 'us', sendMessage } },
}));

const ID = '10001';
/** What the library holds when the next page opens. */
const reader = (capturedAt: string | null) => ({ posts: async () => [storedPost({ id: ID, capturedAt })] });
const sent = () => sendMessage.mock.calls.map(([{ kind, ask }]) => [kind, ask]);
const soon = new Date(Date.now() + 60_000).toISOString();
const before = new Date(Date.now() - 60_000).toISOString();

/** A page that is closed before an answer comes. */
async function leave(edit: () => Promise<unknown>): Promise<void> {
  sendMessage.mockReturnValue(new Promise(() => {}));
  void edit();
  await Promise.resolve();
  sendMessage.mockReset();
  sendMessage.mockResolvedValue({ ok: true, value: {} });
}
beforeEach(() => {
  localStorage.clear();
  sendMessage.mockReset();
  sendMessage.mockResolvedValue({ ok: true, value: {} });
});

test('a removal is sent again', async () => {
  await leave(() => setSaved(ID, false));
  await sendDrafts(reader(before));
  expect(sent()).toEqual([['setSaved', { ids: [ID], saved: false }]]);
  expect(localStorage.length).toBe(0);
});

test('a removal is dropped when the post was saved again since', async () => {
  await leave(() => setSaved(ID, false));
  await sendDrafts(reader(soon));
  expect(sent()).toEqual([]);
  expect(localStorage.length).toBe(0);
});

test('a save is sent again', async () => {
  await leave(() => setSaved(ID, true));
  await sendDrafts(reader(null));
  expect(sent()).toEqual([['setSaved', { ids: [ID], saved: true }]]);
});

test('a note is sent again, also of a post that was saved since', async () => {
  const ask = { id: ID, note: 'the last words', tags: ['t'], base: { note: '', tags: [] } };
  await leave(() => saveNote(ask));
  await sendDrafts(reader(soon));
  expect(sent()).toEqual([['setNote', ask]]);
  expect(localStorage.length).toBe(0);
});

test('a note that was being written is sent, but not one that was taken back', async () => {
  const ask = { id: ID, note: 'the last wor', tags: [], base: { note: '', tags: [] } };
  keepNote({ ...ask, base: storedPost() });
  await sendDrafts(reader(before));
  expect(sent()).toEqual([['setNote', ask]]);
  expect(localStorage.length).toBe(0);
  keepNote(ask);
  dropNote(ID);
  await sendDrafts(reader(before));
  expect(sent()).toHaveLength(1);
});

test('the review of a group is sent again', async () => {
  const ask = { group: 'g:1', state: 'confirmed' as const, note: 'copied by three', tags: ['t'] };
  await leave(() => saveReview(ask));
  await sendDrafts(reader(null));
  expect(sent()).toEqual([['setGroupReview', ask]]);
  expect(localStorage.length).toBe(0);
});

test('a note that an earlier version left is sent', async () => {
  const ask = { id: ID, note: 'the last words', tags: [] };
  localStorage.setItem(`feedglass.draft.${ID}`, JSON.stringify(ask));
  await sendDrafts(reader(before));
  expect(sent()).toEqual([['setNote', ask]]);
});

test.each(['{', 'null', '7'])('what is no draft is dropped: %s', async (text) => {
  localStorage.setItem(`feedglass.draft.${ID}`, text);
  await sendDrafts(reader(null));
  expect(sent()).toEqual([]);
  expect(localStorage.length).toBe(0);
});

test('without room for a draft, typing goes on and the note is sent; an older draft is not sent in its place', async () => {
  keepNote({ id: ID, note: 'an older word', tags: [] });
  const stored = localStorage;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.getItem(key),
    removeItem: (key: string) => stored.removeItem(key),
    setItem() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  keepNote({ id: ID, note: 'newer words', tags: [] });
  expect(stored.length).toBe(0);
  expect(await saveNote({ id: ID, note: 'newer words', tags: [] })).toBeNull();
  vi.unstubAllGlobals();
  expect(sent()).toEqual([['setNote', { id: ID, note: 'newer words', tags: [] }]]);
});
