import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { MessageKind, Request, TabUpdate } from '../../lib/messages.ts';
import { StoreError } from '../../lib/store/db/connection.ts';
import { createHandlers } from '../../lib/worker/handlers.ts';
import type { RequestContext } from '../../lib/worker/serve.ts';
import { fresh, raw } from '../store/helpers.ts';

const TEXT =
  'The ferry to the outer islands leaves at nine and comes back when the captain has finished his tea.';
const page: RequestContext = { side: 'page', tab: 1, incognito: false };
const hidden: RequestContext = { ...page, incognito: true };

let made: ReturnType<typeof fresh>;
let handlers: ReturnType<typeof createHandlers>;
let updates: TabUpdate[];
let started: number[];
let opened: string[];
let counts: [number, number][];
beforeEach(() => {
  made = fresh();
  updates = [];
  started = [];
  opened = [];
  counts = [];
  handlers = createHandlers(made.library, {
    readMessages: async (language) => (language === 'vi' ? { popup_title: 'Tóm tắt' } : null),
    onOverlayStarted: (tab) => started.push(tab),
    notifyTabs: async (update) => void updates.push(update),
    openLibrary: (route) => opened.push(route),
    onCopyCount: (tab, copies) => counts.push([tab, copies]),
    onSettings: () => {},
  });
});

describe('a private window', () => {
  test.each<[MessageKind, Request<MessageKind>]>([
    ['save', { post: raw('10001', TEXT) }],
    ['unsave', { id: '10001' }],
    ['setVerdict', { a: '10001', b: '10002', copy: false }],
    ['correctRole', { id: '10001', code: 'BTC', role: 'appended' }],
    ['saveGroup', { id: '10001' }],
  ])('may not %s', async (kind, ask) => {
    const answer = await (handlers[kind] as (ask: unknown, asker: RequestContext) => unknown)(ask, hidden);
    expect(answer).toEqual({ ok: false, error: 'private' });
    expect((await made.reader.summary()).seen).toBe(0);
  });

  test('is annotated without storing', async () => {
    expect(await handlers.annotate({ surface: 'home', posts: [raw('10001', TEXT)] }, hidden)).toMatchObject({
      ok: true,
      value: [{ id: '10001', saved: false }],
    });
    expect((await made.reader.summary()).seen).toBe(0);
  });
});

test('unknown ids give "not-found"', async () => {
  expect(await handlers.unsave({ id: '10001' }, page)).toEqual({ ok: false, error: 'not-found' });
  expect(await handlers.explain({ id: '10001' }, page)).toEqual({ ok: false, error: 'not-found' });
  expect(await handlers.setVerdict({ a: '10001', b: '10002', copy: true }, page)).toEqual({
    ok: false,
    error: 'not-found',
  });
  expect(await handlers.correctRole({ id: '10001', code: 'X', role: null }, page)).toEqual({
    ok: false,
    error: 'not-found',
  });
  expect(await handlers.setNote({ id: '10001', note: '', tags: [] }, page)).toEqual({
    ok: false,
    error: 'not-found',
  });
});

test('a post without an id is neither annotated nor saved', async () => {
  expect(await handlers.save({ post: raw(null, TEXT) }, page)).toMatchObject({
    ok: false,
    error: 'bad-request',
  });
  expect(await handlers.annotate({ surface: 'home', posts: [raw(null, TEXT)] }, page)).toEqual({
    ok: true,
    value: [],
  });
});

test.each([
  ['javascript:alert(1)', null],
  ['https://www.binance.com.evil.tld/en/square/post/10001', null],
  ['https://www.binance.com/en/square/post/10001', 'https://www.binance.com/en/square/post/10001'],
])('the link %s of a page is kept as %s', async (url, kept) => {
  await handlers.save({ post: raw('10001', TEXT, { url }) }, page);
  expect((await made.reader.posts(['10001']))[0]?.url).toBe(kept);
});

test('store errors have their codes', async () => {
  vi.spyOn(made.library, 'save').mockRejectedValueOnce(new StoreError('full', 'x'));
  expect(await handlers.save({ post: raw('10001', TEXT) }, page)).toMatchObject({ ok: false, error: 'full' });
  vi.spyOn(made.library, 'save').mockRejectedValueOnce(new StoreError('newer', 'x'));
  expect(await handlers.save({ post: raw('10001', TEXT) }, page)).toMatchObject({
    ok: false,
    error: 'store-error',
  });
});

test('getOverlaySettings returns settings, and messages of a chosen language', async () => {
  expect(await handlers.getOverlaySettings({}, page)).toMatchObject({
    ok: true,
    value: { settings: { language: null }, messages: null },
  });
  await handlers.setSettings({ language: 'vi' }, page);
  expect(await handlers.getOverlaySettings({}, page)).toMatchObject({
    ok: true,
    value: { settings: { language: 'vi', seenDays: 90 }, messages: { popup_title: 'Tóm tắt' } },
  });
});

test('settings, notes, saves and deletions by id', async () => {
  await handlers.annotate({ surface: 'home', posts: [raw('10001', TEXT), raw('10002', 'Short.')] }, page);
  expect(await handlers.setSaved({ ids: ['10001', '10002', '77777'], saved: true }, page)).toEqual({
    ok: true,
    value: {},
  });
  expect(await handlers.setNote({ id: '10001', note: 'n', tags: ['t'] }, page)).toEqual({
    ok: true,
    value: {},
  });
  expect(await handlers.remove({ ids: ['10002', '77777'] }, page)).toEqual({
    ok: true,
    value: { removed: 1 },
  });
  expect(await handlers.deleteSeen({ before: null }, page)).toEqual({ ok: true, value: { deleted: 0 } });
  expect(await handlers.health({}, page)).toEqual({
    ok: true,
    value: { state: 'ok', progress: null, detail: null },
  });
  expect(await made.reader.summary()).toMatchObject({ seen: 1, captured: 1 });
});

test('other tabs are notified of changed posts', async () => {
  const news: string[][] = [];
  const { library } = fresh({
    onAnnotationsChanged: (annotations) =>
      news.push(annotations.map(({ id, copy }) => `${id} ${copy?.size ?? 0}`)),
  });
  await library.annotate([raw('10001', TEXT)]);
  await library.annotate([raw('10002', TEXT)]);
  expect(news.map((list) => list.sort())).toEqual([['10001 2', '10002 2']]);
});

test('a content script that starts is reported with its tab', async () => {
  await handlers.getOverlaySettings({}, page);
  expect(started).toEqual([1]);
});

test('changed settings and a changed library are sent to the tabs', async () => {
  await handlers.setSettings({ collapseCopies: true }, page);
  await handlers.libraryChanged({}, page);
  expect(updates).toMatchObject([{ settings: { collapseCopies: true } }, { refresh: true }]);
});

test('saving a group saves every post of it; an unknown post is named', async () => {
  const posts = ['10001', '10002', '10003'].map((id) => raw(id, TEXT));
  await handlers.annotate(
    { surface: 'home', posts: [...posts, raw('10009', `${TEXT.slice(0, 20)} and more`)] },
    page,
  );
  expect(await handlers.saveGroup({ id: '10002' }, page)).toEqual({ ok: true, value: { saved: 3 } });
  const { rows } = await made.reader.captures();
  expect(rows.map(({ id }) => id).sort()).toEqual(['10001', '10002', '10003']);
  expect(await handlers.saveGroup({ id: '99999' }, page)).toMatchObject({ ok: false, error: 'not-found' });
});

test('the library is opened at a route, whatever the item is called', async () => {
  await handlers.openLibrary({ view: 'tickers', item: '#/../BTC?x=\ud800' }, page);
  expect(opened).toEqual([`#/tickers/${encodeURIComponent('#/../BTC?x=\ufffd')}`]);
  await handlers.setCopyCount({ copies: 7 }, page);
  expect(counts).toEqual([[1, 7]]);
});
