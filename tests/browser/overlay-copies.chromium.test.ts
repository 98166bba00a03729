import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakePost } from '../replay/pages.ts';
import { replaySite } from '../replay/site.ts';
import { type Chromium, launchChromium, stripOf, waitForStrips } from './harness/chromium.ts';
import { thisPage } from './harness/popup.ts';

/** Copies in the feed: what the strips say, what they show when opened, and what the user says back. */
const HARVEST =
  'The mill by the river closed in spring, and nobody wrote about it until the bread was gone. I asked the baker what he pays for flour now. He laughed and showed me an empty shelf, then the invoice, then the door.';
const BRIDGE =
  'Two engineers walked the whole length of the bridge at night and counted the bolts by touch. Eleven were missing on the north side. They wrote it into the log, went home, and the log was never opened again.';
const LADDER = (code: string, price: string) =>
  `$${code} just broke out of the weekly range with volume I have not seen since winter. My first target is ${price}, and I hold until the daily close says otherwise. Write your entry below and follow for the next one.`;
const LONG = `${BRIDGE} When the river rose in March, the mayor asked who had known. Nobody raised a hand. The log lay in the drawer, with the date on every page, and the two names under every line.`;

/** Larger is later: an id holds the time. */
const at = (hours: number) => String(337_900_000_000_000n + BigInt(hours * 3_600_000 * 4096));
const said = (hours: number, handle: string, text: string, cashtags: string[] = []): FakePost => ({
  id: at(hours),
  handle,
  name: handle,
  text,
  cashtags,
});

const NEAR = said(9, 'near_by', HARVEST.replace('laughed', 'smiled').replace('empty', 'bare'));
const COPY = said(8, 'copy_cat', `${HARVEST}\n\n#flour #bread`);
const TWICE = said(7, 'mill_owner', HARVEST);
const PART = said(6, 'short_cut', BRIDGE);
const WHOLE = said(3, 'night_shift', LONG);
const RIDE = said(5, 'call_two', LADDER('TIA', '7.40'), ['TIA']);
const CALL = said(2, 'call_one', LADDER('KAVA', '0.88'), ['KAVA']);
const ALONE = said(
  1,
  'lone_voice',
  'Nothing like this has been said here before: the ferry was on time, and the captain bowed.',
);
/** On another page, and earlier than all that repeat it. */
const FIRST = said(0, 'mill_owner', HARVEST);

const feed = replaySite({ posts: [ALONE, CALL, WHOLE, RIDE, PART, TWICE, COPY, NEAR], below: 0 });
const archive = replaySite({ posts: [FIRST], below: 0 });

/** A feed as most are, the newest first: whoever said it first is met last. */
const KILN =
  'The kiln stood cold for nine weeks because one valve was missing, and the valve lay in the desk of the man who had ordered the search for it.';
const AGAIN = said(14, 'kiln_three', `${KILN} #kiln`);
const SOON = said(13, 'kiln_two', KILN.replace('missing', 'lost'));
const ORIGIN = said(12, 'kiln_one', KILN);
const newest = replaySite({ posts: [AGAIN, SOON, ORIGIN], below: 0 });

let browser: Chromium;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium({
    site: (method, url) => {
      const { pathname } = url;
      return (pathname.endsWith('/kiln') ? newest : pathname.includes('/hashtag/') ? archive : feed)(
        method,
        url,
      );
    },
  });
  page = await browser.page('/en/square');
  await waitForStrips(page, 8);
});
afterAll(() => browser.close());

const badge = ({ id }: FakePost, on = page) =>
  stripOf(on, id).then((strip) => strip.read((root) => root.querySelector('.badge')?.textContent ?? null));
const says = (post: FakePost, words: string | null, on = page) =>
  expect.poll(() => badge(post, on), { timeout: 10_000, message: post.handle ?? '' }).toBe(words);
const panel = ({ id }: FakePost) =>
  stripOf(page, id).then((strip) =>
    strip.read((root) => root.querySelector('.panel')?.textContent?.replace(/\s+/g, ' ') ?? ''),
  );

/** What the popup and the library page may ask. */
const admin = async (kind: string, ask: unknown) => {
  const control = await browser.control();
  return control.evaluate(
    ([name, question]) =>
      (chrome.runtime as unknown as { sendMessage(message: unknown): Promise<unknown> }).sendMessage({
        to: 'background',
        kind: name,
        ask: question,
      }),
    [kind, ask] as const,
  );
};

describe('the strips', () => {
  test('show the source and the kind of each copy, and nothing on other posts', async () => {
    await says(TWICE, 'Earliest of 3');
    await says(COPY, 'Copy of @mill_owner · 1 hour later');
    await says(NEAR, 'Copy of @mill_owner · 2 hours later');
    await says(WHOLE, 'Earliest of 2');
    await says(PART, 'Shares text with @night_shift · 3 hours later');
    await says(CALL, 'Template · 2 posts · 2 authors · first');
    await says(ALONE, null);
  });

  test('change the first when an earlier post is seen later, also after the worker was killed', async () => {
    await browser.killWorker();
    const other = await browser.page('/en/square/hashtag/mill');
    await waitForStrips(other, 1);
    await says(FIRST, 'Earliest of 4', other);
    await says(TWICE, 'Repeats another post by this author · 7 hours later');
    await says(COPY, 'Copy of @mill_owner · 8 hours later');
    await other.close();
    await page.bringToFront();
  });
});

test('in a feed sorted newest first, the first of a group is found last and annotated as first', async () => {
  const other = await browser.page('/en/square/hashtag/kiln');
  await waitForStrips(other, 3);
  await says(ORIGIN, 'Earliest of 3', other);
  await says(SOON, 'Copy of @kiln_one · 1 hour later', other);
  await says(AGAIN, 'Copy of @kiln_one · 2 hours later', other);
  await other.close();
  await page.bringToFront();
});

describe('the copy panel', () => {
  test('shows the differences, all members with links, and the score', async () => {
    await (await stripOf(page, NEAR.id)).click('.badge');
    await expect.poll(() => panel(NEAR)).toContain('@copy_cat');
    const strip = await stripOf(page, NEAR.id);
    const seen = await strip.read((root) => ({
      here: [...root.querySelectorAll('.diff ins')].map((run) => run.textContent?.trim()),
      there: [...root.querySelectorAll('.diff del')].map((run) => run.textContent?.trim()),
      links: [...root.querySelectorAll('.members a')].map((link) => (link as HTMLAnchorElement).href),
      alike: root.querySelector('.panel .soft')?.textContent,
    }));
    expect(seen.here).toEqual(['smiled', 'bare']);
    expect(seen.there).toEqual(['laughed', 'empty']);
    expect(seen.links).toEqual(
      [FIRST, TWICE, COPY, NEAR].map(({ id }) => `https://www.binance.com/en/square/post/${id}`),
    );
    expect(seen.alike).toMatch(/^9\d% of the words match, in the same order\./);
    await page.keyboard.press('Escape');
    expect(await panel(NEAR)).toBe('');
  });

  test('can be used with the keyboard only', async () => {
    const strip = await stripOf(page, COPY.id);
    await strip.read((root) => (root.querySelector('.badge') as HTMLElement).focus());
    await page.keyboard.press('Enter');
    await expect.poll(() => panel(COPY)).toContain('@near_by');
    const focused = () => strip.read((root) => root.activeElement?.className || root.activeElement?.tagName);
    const walk: unknown[] = [];
    for (let n = 0; n < 9; n++) {
      walk.push(await focused());
      await page.keyboard.press('Tab');
    }
    expect(walk[0]).toBe('badge');
    expect(walk).toContain('close');
    expect(walk).toContain('A');
    expect(walk).toContain('act');
    await strip.read((root) => (root.querySelector('.act') as HTMLElement).focus());
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('badge');
  });

  test('"not a copy" is stored and can be undone', async () => {
    const open = async () => {
      const shown = await panel(PART);
      // On a busy machine a click right after scrolling may be refused: the strip was not yet seen to stand still.
      if (shown === '') await (await stripOf(page, PART.id)).click('.badge');
      return shown;
    };
    await expect.poll(open, { interval: 1_000 }).toContain('Not a copy');
    await (await stripOf(page, PART.id)).click('.act');
    await says(PART, null);
    await says(WHOLE, null);
    await page.reload();
    await waitForStrips(page, 8);
    await says(COPY, 'Copy of @mill_owner · 8 hours later');
    await says(PART, null);
  });
});

test('copies collapse into a line below the first, one key shows them, and the page is restored exactly', async () => {
  const cards = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.feed-card')].map(
        (card) => getComputedStyle(card).display !== 'none',
      ),
    );
  const markup = () => page.evaluate(() => document.body.innerHTML);
  await says(CALL, 'Template · 2 posts · 2 authors · first');
  /** What the popup says of the page. */
  const figures = async () => {
    const popup = await browser.popup(page);
    await expect.poll(async () => (await thisPage(popup)).headline).toContain('8');
    const { copies, ...shown } = await thisPage(popup);
    await popup.close();
    // Collapsed ones come last.
    return { ...shown, copies: copies.sort() };
  };
  const counted = await figures();
  expect(counted.copies.length).toBeGreaterThanOrEqual(3);
  const before = await markup();
  await admin('setSettings', { collapseCopies: true });
  await expect.poll(cards).toEqual([true, true, true, false, true, true, false, false]);
  // Collapsed copies are posts of the page all the same.
  expect(await figures()).toEqual(counted);
  const strip = await stripOf(page, CALL.id);
  expect(await strip.buttons()).toContain('Show 1 copy');
  await page.bringToFront();
  await strip.read((root) => (root.querySelector('.fold button') as HTMLElement).focus());
  await page.keyboard.press('Enter');
  await expect.poll(cards).toEqual([true, true, true, true, true, true, false, false]);
  await admin('setSettings', { collapseCopies: false });
  await expect.poll(cards).toEqual(Array(8).fill(true));
  expect(await markup()).toBe(before);
});
