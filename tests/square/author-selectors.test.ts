import { readFileSync } from 'node:fs';
import { Window } from 'happy-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { homePage, postPage } from '../replay/pages.ts';

/** README names the selectors that find a post's author: with each of them broken, no author is read. */
const SELECTORS = '../../lib/square/selectors.ts';
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const row = readme.split('\n').find((line) => line.startsWith("| the author's selectors |")) ?? '';
const named = [...row.matchAll(/`(\w+)\.(\w+)`/g)].map(([, group = '', name = '']) => [group, name] as const);

afterEach(() => {
  vi.doUnmock(SELECTORS);
  vi.resetModules();
});

/** Authors of a post as a card of the feed and as a page of its own. */
async function authors() {
  const { findCards } = await import('../../lib/square/page/find-cards.ts');
  const { readCard } = await import('../../lib/square/page/read-card.ts');
  const post = { id: '330100000000000', text: 'A text about $BTC.', name: 'Ann', handle: 'ann_1' };
  return [
    [homePage([post]), '/en/square'],
    [postPage(post), `/en/square/post/${post.id}`],
  ].map(([html = '', path]) => {
    const document = new new Window().DOMParser().parseFromString(html, 'text/html') as unknown as Document;
    const url = `https://www.binance.com${path}`;
    return findCards(document, url).map((card) => readCard(card, url)?.author);
  });
}

test('README names selectors of that file', async () => {
  const groups = (await import(SELECTORS)) as Record<string, Record<string, string>>;
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(([group, name]) => groups[group]?.[name] === undefined)).toEqual([]);
});

test('they find the author', async () => {
  const author = { name: 'Ann', handle: 'ann_1' };
  expect(await authors()).toEqual([[author], [author]]);
});

test('without them there is no author', async () => {
  vi.doMock(SELECTORS, async (original) => {
    const groups = structuredClone(await original<Record<string, Record<string, string>>>());
    for (const [group, name] of named) (groups[group] ?? {})[name] = 'nothing-like-it';
    return groups;
  });
  vi.resetModules();
  const none = { name: null, handle: null };
  expect(await authors()).toEqual([[none], [none]]);
});
