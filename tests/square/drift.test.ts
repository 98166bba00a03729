import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import type { RawPost } from '../../lib/post.ts';
import { findCards } from '../../lib/square/page/find-cards.ts';
import { readCard } from '../../lib/square/page/read-card.ts';
import { readPage } from '../../lib/square/page/read-page.ts';
import { type FakePost, hashtagPage, homePage, postPage, profilePage, searchPage } from '../replay/pages.ts';
import { dice, drift, families } from './layout-mutations.ts';

/** Change it to drift elsewhere: `DRIFT_SEED=7 npx vitest …`. Every failure names its page. */
const SEED = Number(process.env.DRIFT_SEED ?? 20_261_121);
/** `npm test` tries a quarter of them; the suite `long` all. */
const FREE_PAGES = Number(process.env.DRIFT_PAGES ?? 200);
/** happy-dom keeps what a window parsed: a new window after so many pages. */
const PAGES_PER_WINDOW = 60;
const POSTS = 3;
const ORIGIN = 'https://www.binance.com';
const MINUTES = 5 * 60_000;

const id = (n: number) => String(330_100_000_000_000 + n * 7919);
/** A word that only the post with this id says. */
const own = (n: number) => `word${id(n)}`;
const post = (n: number, more: Partial<FakePost> = {}): FakePost => ({
  id: id(n),
  text: `${own(n)} opens it, about $BTC here.\n\n${own(n)} closes it. #tag`,
  name: `Name ${id(n)}`,
  handle: `handle_${id(n)}`,
  cashtags: ['BTC'],
  coins: [{ code: 'BTC' }],
  tokens: ['{future}(BTCUSDT)'],
  counts: { comments: '3', views: '1.5k' },
  ...more,
});
const posts = [post(0), post(1, { title: `${own(1)} is the title` }), post(2, { pinned: true })];
const quoting = [
  post(0, { quote: { post: post(8), withId: true } }),
  post(1),
  post(2, { quote: { post: post(9), withId: false } }),
];

/** What drifts. `decoys: false` keeps the pages small: happy-dom is slow. */
const pages: [html: string, path: string][] = [
  [homePage(posts), '/en/square'],
  [homePage(posts, { prefetch: true, decoys: false }), '/en/square'],
  [homePage(quoting, { decoys: false }), '/en/square'],
  [
    profilePage({ name: 'N', handle: 'n' }, posts, { decoys: false, feedList: false }),
    '/en/square/profile/n',
  ],
  [searchPage('x', posts, { decoys: false }), '/en/square/search?s=x'],
  [hashtagPage('x', posts, { decoys: false }), '/en/square/hashtag/x'],
  [postPage(post(0), { comments: posts.slice(1), decoys: false }), `/en/square/post/${id(0)}`],
];

/** The pairs are tried on home, quotes, profile and post page: one of each kind. */
const pairPages = [0, 2, 3, 6].map((n) => pages[n] as (typeof pages)[number]);

let window = new Window();
let parsed = 0;
async function parse(html: string): Promise<Document> {
  parsed += 1;
  if (parsed % PAGES_PER_WINDOW === 0) {
    await window.happyDOM.close();
    window = new Window();
  }
  return new window.DOMParser().parseFromString(html, 'text/html') as unknown as Document;
}

const known = new Map([0, 1, 2, 8, 9].map((n) => [id(n), own(n)]));

/** What no drift may do: an id from nowhere, or the words of another post. */
function blunders(got: RawPost[]): string[] {
  return got.flatMap(({ id: got, text, title, author }) => {
    const said = `${title ?? ''} ${text}`;
    const foreign = [...known].filter(([other, word]) => other !== got && said.includes(word));
    const wrongAuthor = [...known.keys()].filter(
      (other) => other !== got && author.handle === `handle_${other}`,
    );
    return [
      ...(got !== null && known.has(got) ? [] : [`no such id: ${got}`]),
      ...foreign.map(([other]) => `${got} says words of ${other}`),
      ...wrongAuthor.map((other) => `${got} is said to be by the author of ${other}`),
    ];
  });
}

/** The posts alone: `readPage` counts signals as well, which takes longer than reading. */
const postsOf = (document: Document, url: string): RawPost[] =>
  findCards(document, url).flatMap((found) => readCard(found, url) ?? []);
const isRead = (got: RawPost[], n: number) =>
  got.some((one) => one.id === id(n) && one.text.includes(own(n)));
const unreadOn = (document: Document, url: string) =>
  readPage(document, url)
    .signals.filter(({ signal }) => signal.includes('-without-'))
    .reduce((sum, { count: hits }) => sum + hits, 0);

const names = Object.keys(families);
const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));

describe(`layout drift, seed ${SEED}`, () => {
  test(
    `${pairs.length} pairs of dead signal families on ${pairPages.length} pages`,
    async () => {
      let shown = 0;
      let found = 0;
      const lost = new Map<string, number>();
      for (const [html, path] of pairPages)
        for (const [a, b] of pairs) {
          const document = await parse(html);
          families[a]?.(document);
          families[b]?.(document);
          const got = postsOf(document, ORIGIN + path);
          expect(blunders(got), `${path}: ${a} and ${b} dead`).toEqual([]);
          const missing = [0, 1, 2].filter((n) => !isRead(got, n));
          shown += POSTS;
          found += POSTS - missing.length;
          if (missing.length === 0) continue;
          lost.set(`${a} + ${b}`, (lost.get(`${a} + ${b}`) ?? 0) + missing.length);
          // The rest is reported: as ids or texts that were seen and not read.
          expect(
            unreadOn(document, ORIGIN + path),
            `${path}: ${a} and ${b} dead, ${missing.length} lost in silence`,
          ).toBeGreaterThan(0);
        }
      expect(found / shown, `lost: ${JSON.stringify([...lost])}`).toBeGreaterThanOrEqual(0.95);
    },
    MINUTES,
  );

  test(
    `${FREE_PAGES} pages drifted freely`,
    async () => {
      for (let i = 0; i < FREE_PAGES; i += 1) {
        const die = dice(SEED + i);
        const [html, path] = die.pick(pages);
        const document = await parse(html);
        const steps = drift(document, die, 1 + die.roll(12));
        const got = postsOf(document, ORIGIN + path);
        expect(blunders(got), `page ${i} (${path}): ${steps.join(', ')}`).toEqual([]);
      }
    },
    MINUTES,
  );
});
