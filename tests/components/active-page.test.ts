import { beforeEach, expect, test, vi } from 'vitest';
import { findActivePage } from '../../entrypoints/popup/active-page.ts';
import { annotation } from '../content/notes.ts';
import { pagePost } from './posts.ts';

const SQUARE = 'https://www.binance.com/en/square';
interface Tab {
  id: number;
  url?: string;
  incognito?: boolean;
  lastAccessed?: number;
}
const world = vi.hoisted(() => ({
  active: { id: 1 } as Tab,
  own: undefined as Tab | undefined,
  square: [] as Tab[],
  hasAccess: true,
  report: undefined as unknown,
  asked: [] as number[],
}));
vi.mock('../../lib/browser.ts', () => ({
  browser: {
    tabs: {
      query: async ({ url }: { url?: string[] }) => (url ? world.square : [world.active]),
      getCurrent: async () => world.own,
      sendMessage: async (tab: number) => {
        world.asked.push(tab);
        if (world.report === undefined) throw new Error('no receiver');
        return world.report;
      },
    },
    permissions: { contains: async () => world.hasAccess },
  },
}));

const report = { surface: 'home', posts: [] as unknown[], health: 'ok', signals: [], redacted: null };
beforeEach(() => {
  Object.assign(world, { active: { id: 1 }, own: undefined, square: [], hasAccess: true, report, asked: [] });
});

test.each<[string, Partial<typeof world>, string]>([
  ['another site', { active: { id: 1, url: 'https://example.com/' } }, 'elsewhere'],
  ['a page whose address is not told', { active: { id: 1 } }, 'elsewhere'],
  ['any page, while access to Square is withheld', { active: { id: 1 }, hasAccess: false }, 'no-access'],
  ['a private window', { active: { id: 1, url: SQUARE, incognito: true } }, 'private'],
  ['a page without content script', { active: { id: 1, url: SQUARE }, report: undefined }, 'stale'],
  ['Square', { active: { id: 1, url: SQUARE } }, 'report'],
])('over %s', async (_what, change, state) => {
  Object.assign(world, change);
  expect((await findActivePage()).state).toBe(state);
});

test('as a tab of its own it is about the Square tab used last', async () => {
  const own = { id: 9, url: 'chrome-extension://us/popup.html' };
  Object.assign(world, {
    active: own,
    own,
    square: [
      { id: 3, url: SQUARE, lastAccessed: 5 },
      { id: 4, url: SQUARE, lastAccessed: 8 },
    ],
  });
  expect(await findActivePage()).toMatchObject({ state: 'report', tab: { id: 4, isElsewhere: true } });
  expect(world.asked).toEqual([4]);
});

test('what a page sends is checked: a post of another shape is left out', async () => {
  world.active = { id: 1, url: SQUARE };
  const good = pagePost('337900000000001', annotation('337900000000001'));
  world.report = { ...report, posts: [good, { ...good, id: 5 }, { id: '1' }, null, 'x'] };
  const found = await findActivePage();
  expect(found.state === 'report' && found.report.posts).toEqual([good]);
});
