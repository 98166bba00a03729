/** Every message of a page and of our own pages, broken at random: answered, and nothing stored beyond the limits. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentContract, extensionPageContract, type MessageKind } from '../../lib/messages.ts';
import { MAX_NOTE, MAX_TEXT } from '../../lib/post.ts';
import { MAX_TAGS } from '../../lib/post-enums.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { EditLog } from '../../lib/store/db/edit-log.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { parseExport } from '../../lib/store/import/read-export.ts';
import { createHandlers } from '../../lib/worker/handlers.ts';
import type { Sender } from '../../lib/worker/permissions.ts';
import { createMessageListener } from '../../lib/worker/serve.ts';
import { FUZZ_TIMEOUT, fuzz, type Mutation, mutate, mutation } from '../setup/fuzz.ts';
import { fresh, raw } from '../store/helpers.ts';

const TEXT = 'The lighthouse keeper counts the ships and $BTC and writes #ETH into a blue book each night.';
const self = { id: 'ours', origin: 'chrome-extension://ours' };
const page: Sender = {
  id: 'ours',
  url: 'https://www.binance.com/en/square',
  origin: 'https://www.binance.com',
  frameId: 0,
  documentLifecycle: 'active',
  tab: { id: 7, incognito: false },
};
const own: Sender = { id: 'ours', url: 'chrome-extension://ours/popup.html', origin: self.origin };

const post = (id: string) =>
  raw(id, TEXT, {
    marks: [{ kind: 'cashtag', start: TEXT.indexOf('$'), end: TEXT.indexOf('$') + 4, value: 'BTC' }],
    attached: [{ code: 'SOL', via: 'trade' }],
    labels: { pinned: false, factCheck: 'Verified', sentiment: 'Bullish' },
    counts: { comments: 1, quotes: 2, likes: 3, views: 4 },
    timeLabel: '19h',
  });
/** A valid request of every kind: what is broken. */
const VALID: Record<MessageKind, object> = {
  getOverlaySettings: {},
  annotate: { surface: 'home', posts: [post('330125452402193'), post('10002')] },
  save: { post: post('10001') },
  unsave: { id: '10001' },
  explain: { id: '10001' },
  saveGroup: { id: '10001' },
  openLibrary: { view: 'copies', item: 'g:10001' },
  setCopyCount: { copies: 3 },
  setVerdict: { a: '10001', b: '10002', copy: true },
  correctRole: { id: '10001', code: 'BTC', role: 'topic' },
  setSettings: { keepSeen: true },
  setSaved: { ids: ['10001', '10002'], saved: true },
  setNote: { id: '10001', note: 'a note', tags: ['t'], base: { note: '', tags: [] } },
  editPosts: { ids: ['10001', '10002'], edit: { saved: true, tags: ['t'], note: 'added' } },
  restoreUserData: {
    posts: [{ id: '10001', capturedAt: '2026-06-03T10:00:00.000Z', note: 'was', tags: ['t'] }],
  },
  setGroupReview: { group: 'g:10001', state: 'open', note: 'seen', tags: ['t'] },
  deleteSeen: { before: '2026-06-01T00:00:00.000Z' },
  remove: { ids: ['10002'] },
  libraryChanged: {},
  dismissLoss: {},
  health: {},
};
const KINDS = Object.keys(VALID) as MessageKind[];

test('every kind of message is in the table', () => {
  const all = new Set([...Object.keys(contentContract), ...Object.keys(extensionPageContract)]);
  expect(KINDS.sort()).toEqual([...all].sort());
});

const request = fc.record({
  kind: fc.constantFrom(...KINDS),
  mutations: fc.array(mutation, { maxLength: 3 }),
  byPage: fc.boolean(),
});

async function checkStored(made: ReturnType<typeof fresh>): Promise<void> {
  for await (const posts of made.reader.allPosts()) {
    for (const one of posts) {
      expect(one.text.length).toBeLessThanOrEqual(MAX_TEXT);
      expect(one.note.length).toBeLessThanOrEqual(MAX_NOTE);
      expect(one.tags.length).toBeLessThanOrEqual(MAX_TAGS);
      expect(JSON.stringify({ ...one, text: '', note: '', versions: [] }).length).toBeLessThan(400_000);
      expect(one.versions.length).toBeLessThanOrEqual(20);
    }
  }
  const lists = [
    made.reader.captures(),
    made.reader.groups(),
    made.reader.tickers(),
    made.reader.campaigns(),
  ];
  for (const { rows } of await Promise.all(lists)) JSON.stringify(rows);
  let text = '';
  const now = new Date('2026-06-03T12:00:00.000Z');
  for await (const chunk of exportLibrary(new Connection(made.name), {
    posts: 'all',
    generator: 'test',
    now,
  }))
    text += chunk;
  parseExport(new TextEncoder().encode(text), now);
}

test(
  'a broken message is answered, and the library stays within its limits and can be exported',
  async () => {
    const property = fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 6 }), async (requests) => {
      const made = fresh();
      const effects = {
        readMessages: async () => null,
        onOverlayStarted: () => {},
        notifyTabs: async () => {},
        openLibrary: () => {},
        onCopyCount: () => {},
        onSettings: () => {},
      };
      const handlers = createHandlers(made.library, effects, new EditLog(`${made.name}-edits`));
      const answer = createMessageListener(handlers, self);
      await answer({ to: 'background', kind: 'save', ask: VALID.save }, page);
      await answer({ to: 'background', kind: 'annotate', ask: VALID.annotate }, page);
      for (const { kind, mutations, byPage } of requests) {
        const message = { to: 'background', kind, ask: structuredClone(VALID[kind]) };
        for (const one of mutations as Mutation[]) mutate(message.ask, one);
        const answered = await answer(message, byPage ? page : own);
        expect(typeof answered?.ok).toBe('boolean');
        // A known fault is named; an error of our own code is not one.
        if (answered && !answered.ok)
          expect(answered.detail ?? '').not.toMatch(/^(?:Type|Range|Reference)Error/);
      }
      await checkStored(made);
      await made.library.close();
    });
    await fuzz('messages', property, 25);
  },
  FUZZ_TIMEOUT,
);
