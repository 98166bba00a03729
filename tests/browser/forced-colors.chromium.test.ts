import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { homePosts } from '../replay/posts.ts';
import {
  type Chromium,
  launchChromium,
  type Strip,
  stripOf,
  strips,
  waitForStrips,
} from './harness/chromium.ts';

/**
 * High contrast: states are told apart although the system's colors replace ours. An element is photographed, put in
 * another state with the same words, and photographed again: the two must differ by enough pixels to be seen.
 */
const COPY = homePosts.find(({ handle }) => handle === 'daily_chain')?.id ?? '';
/** So many pixels must differ clearly; two photographs of one state differ in none. */
const ENOUGH = 20;
/** Photographs until they differ. */
const TRIES = 8;

let browser: Chromium;
/** Counts pixels; no page of ours. */
let counter: Page;
let square: Page;
let strip: Strip;
beforeAll(async () => {
  browser = await launchChromium();
  counter = await browser.context.newPage();
  square = await browser.page('/en/square');
  await waitForStrips(square, 20);
  strip = await stripOf(square, COPY);
});
afterAll(() => browser.close());

/** Pixels of two PNGs that differ by more than a quarter of the range in some channel. */
function differing(a: Buffer, b: Buffer): Promise<number> {
  return counter.evaluate(
    async (pictures) => {
      const draw = async (base64: string) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes]));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context?.drawImage(image, 0, 0);
        return context?.getImageData(0, 0, image.width, image.height).data ?? [];
      };
      const [one = [], other = []] = await Promise.all(pictures.map(draw));
      if (one.length === 0 || one.length !== other.length) throw new Error('not the same place');
      let count = 0;
      for (let i = 0; i < one.length; i += 4)
        if ([0, 1, 2].some((c) => Math.abs((one[i + c] ?? 0) - (other[i + c] ?? 0)) > 64)) count++;
      return count;
    },
    [a.toString('base64'), b.toString('base64')],
  );
}

/** JavaScript on `one`, the element, that puts it into a state. */
type Change = string;
const set = (name: string, value: string): Change => `one.setAttribute('${name}', '${value}')`;
const unset = (name: string): Change => `one.removeAttribute('${name}')`;
const classes = (value: string): Change => set('class', value);
const focus: Change = 'one.focus()';
const nothing: Change = '';
/** The same words in an element of another kind: in a plain `span`, in `del`. */
const become = (tag: string): Change =>
  `const other = document.createElement('${tag}'); other.append(...one.childNodes); one.replaceWith(other)`;

/** Runs a change on the first match and gives the place of `place`, or of the match. */
type Runner = (selector: string, change: Change, place: string | null) => Promise<number[]>;

const code = (root: string, selector: string, change: Change, place: string | null) => `
  const one = ${root}.querySelector(${JSON.stringify(selector)});
  if (!one) throw new Error('nothing matches ' + ${JSON.stringify(selector)});
  const seen = ${place ? `${root}.querySelector(${JSON.stringify(place)})` : 'one'};
  seen.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = seen.getBoundingClientRect();
  { ${change} }
  return [x, y, width, height];`;

const inPage =
  (page: Page): Runner =>
  (selector, change, place) =>
    page.evaluate(`(() => { ${code('document', selector, change, place)} })()`);

const inStrip: Runner = (selector, change, place) =>
  strip.read(new Function('root', code('root', selector, change, place)) as (root: ShadowRoot) => number[]);

interface State {
  /** What is told apart. */
  name: string;
  selector: string;
  /** The state it is put into first; as it is, without. */
  from?: Change;
  to: Change;
  /** What is photographed; the element itself by default. */
  place?: string;
}

/** States that look the same although they differ: name and number of differing pixels. */
async function alike(page: Page, run: Runner, states: State[]): Promise<string[]> {
  const found: string[] = [];
  await page.bringToFront();
  await page.mouse.move(0, 0);
  for (const { name, selector, from = nothing, to, place = null } of states) {
    const [x = 0, y = 0, width = 0, height = 0] = await run(selector, from, place);
    // Room for an outline around it.
    const clip = {
      x: Math.max(0, Math.floor(x) - 6),
      y: Math.max(0, Math.floor(y) - 6),
      width: Math.ceil(width) + 12,
      height: Math.ceil(height) + 12,
    };
    const before = await page.screenshot({ clip });
    await run(selector, to, place);
    let pixels = 0;
    // What a click changes comes back from the background.
    for (let tries = 0; tries < TRIES && pixels < ENOUGH; tries++) {
      await page.waitForTimeout(tries === 0 ? 50 : 250);
      pixels = await differing(before, await page.screenshot({ clip }));
    }
    if (pixels < ENOUGH) found.push(`${name}: ${pixels}`);
  }
  return found;
}

/** From here on the focus is shown, as after a key. */
async function forceColors(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await page.keyboard.press('Tab');
}

const SAME: State = { name: 'nothing changed', selector: 'body', to: nothing };

test('strip: saved, badges, tickers, panel, focus', async () => {
  await expect.poll(() => strip.read((root) => root.querySelector('.rider') !== null)).toBe(true);
  await strip.click('.save');
  await expect.poll(() => strip.read((root) => root.querySelector('[data-at="saved"]') !== null)).toBe(true);
  await strip.click('.badge');
  await expect.poll(() => strip.read((root) => root.querySelector('.panel ins') !== null)).toBe(true);
  await forceColors(square);
  const states: State[] = [
    { name: 'saved or not', selector: '.save', from: set('data-at', 'saved'), to: set('data-at', 'idle') },
    {
      name: 'badge open',
      selector: '.badge',
      from: set('aria-expanded', 'false'),
      to: set('aria-expanded', 'true'),
    },
    {
      name: 'discussed or only tagged',
      selector: '.rider',
      from: classes('ticker'),
      to: classes('ticker rider'),
    },
    { name: 'whose strip it is', selector: '.mark', to: "one.style.visibility = 'hidden'" },
    { name: 'focus on Save', selector: '.save', from: 'one.blur()', to: focus },
    { name: 'focus on a ticker', selector: '.rider', to: focus },
    { name: 'added or removed', selector: '.panel ins', to: become('del'), place: '.diff' },
    { name: 'a word that was removed', selector: '.panel del', to: become('span'), place: '.diff' },
    { name: 'a word that was added', selector: '.panel ins', to: become('span'), place: '.diff' },
    {
      name: 'a chosen role',
      selector: '.act',
      from: set('aria-pressed', 'false'),
      to: set('aria-pressed', 'true'),
    },
    { name: 'a badge or plain words', selector: '.badge', to: classes('') },
  ];
  expect(await alike(square, inStrip, [{ ...SAME, selector: '.strip' }])).toEqual(['nothing changed: 0']);
  expect(await alike(square, inStrip, states)).toEqual([]);

  // Copy, template and first are told apart by words, which must be drawn.
  const kinds = new Set<string>();
  for (const one of await strips(square))
    kinds.add(
      await one.read((root) => (root.querySelector('.badge')?.textContent ?? '').replace(/[\d@].*/s, '')),
    );
  expect([...kinds].filter(Boolean).length).toBeGreaterThan(1);
});

test('popup: tabs, filters, saved, tickers, kinds, disabled, focus', async () => {
  const popup = await browser.popup(square);
  await popup.locator('.page-copies .save-toggle').first().waitFor();
  await forceColors(popup);
  const run = inPage(popup);
  expect(
    await alike(popup, run, [
      {
        name: 'the open tab',
        selector: '#tab-copies',
        from: set('aria-selected', 'false'),
        to: set('aria-selected', 'true'),
      },
      { name: 'saved or not', selector: '.page-copies .save-toggle', to: 'one.click()' },
      {
        name: 'discussed or only tagged',
        selector: '.page-tickers .chip',
        from: classes('chip discussed'),
        to: classes('chip appended'),
      },
      { name: 'focus on a tab', selector: '#tab-copies', to: focus },
      { name: 'focus on a bookmark', selector: '.page-copies .save-toggle', to: focus },
      { name: 'a disabled button', selector: '.page-copies .button:not(.main)', to: set('disabled', '') },
    ]),
  ).toEqual([]);
  await popup.locator('#tab-tickers').click();
  await popup.locator('.item').first().waitFor();
  expect(
    await alike(popup, run, [
      {
        name: 'the chosen list',
        selector: 'fieldset .chip',
        from: set('aria-pressed', 'false'),
        to: set('aria-pressed', 'true'),
      },
      {
        name: 'bars of discussed and of tagged',
        selector: '.role-bar rect',
        from: classes('is-discussed'),
        to: classes('is-rider'),
        place: '.role-bar',
      },
      { name: 'a share of tags', selector: '.role-bar', to: "one.style.visibility = 'hidden'" },
    ]),
  ).toEqual([]);
  await popup.close();
});

test('library: rows, menu, chips, comparison, plot, network, heat map, palette', async () => {
  const library = await browser.extensionPage('library.html#/copies');
  const run = inPage(library);
  const go = async (hash: string, ready: string) => {
    await library.evaluate((to) => {
      location.hash = to;
    }, hash);
    await library.locator(ready).first().waitFor();
  };
  const current = (name: string, selector: string, value = 'true'): State => ({
    name,
    selector,
    from: unset('aria-current'),
    to: set('aria-current', value),
  });
  const pressed = (name: string, selector: string): State => ({
    name,
    selector,
    from: set('aria-pressed', 'false'),
    to: set('aria-pressed', 'true'),
  });

  await forceColors(library);
  await go('#/copies', '.list-row');
  expect(
    await alike(library, run, [
      current('the open group', '.list-row'),
      current('the open view', '.sidebar-link[href="#/export"]', 'page'),
      pressed('the sort order', '.list-bar .chip:last-child'),
      { name: 'focus on a row', selector: '.list-row', to: focus },
      { name: 'focus on the menu', selector: '.sidebar-link[href="#/export"]', to: focus },
      {
        name: 'the row with the focus or the open one',
        selector: '.list-row',
        from: unset('aria-current'),
        to: `one.blur(); ${set('aria-current', 'true')}`,
      },
    ]),
  ).toEqual([]);

  await library.locator('.list-row', { hasText: 'Template' }).click();
  await library.locator('.form-text mark.slot').first().waitFor();
  await library.locator('.compare ins').first().waitFor();
  expect(
    await alike(library, run, [
      {
        name: 'the first of the plot',
        selector: '.spread .dot.first',
        to: classes('dot'),
        place: '.spread svg',
      },
      { name: 'first or a copy', selector: '.member .chip.first', to: classes('chip copy') },
      pressed('a side of the comparison', '.member:last-child .pick'),
      { name: 'a changing part', selector: 'mark.slot', to: become('span'), place: '.form-text' },
      { name: 'a word of A', selector: '.compare del', to: become('span'), place: '.compare-columns' },
      { name: 'a word of B', selector: '.compare ins', to: become('span'), place: '.compare-columns' },
      { name: 'words of A or of B', selector: '.compare del', to: become('ins'), place: '.compare-columns' },
      pressed('the state of the review', '.review .chip:last-child'),
      {
        name: 'a share that matches',
        selector: '.match-bar',
        to: "one.style.visibility = 'hidden'",
        place: '.match:has(svg)',
      },
      { name: 'a disabled button', selector: '.story .button:not(.main)', to: set('disabled', '') },
    ]),
  ).toEqual([]);

  await go('#/copies?show=network', '.network-node');
  expect(
    await alike(library, run, [
      {
        name: 'who was first',
        selector: '.network-link.first',
        to: classes('network-link'),
        place: '.network svg',
      },
      { name: 'a node with the focus', selector: '.network-node', to: focus, place: '.network svg' },
      {
        name: 'an account or a text',
        selector: '.network-node.text',
        to: classes('network-node'),
        place: '.network svg',
      },
    ]),
  ).toEqual([]);

  await go('#/tickers?show=days', '.ticker-heatmap .heat-cell');
  const levels = [0, 1, 2, 3, 4].map((level) => `heat-cell heat-${level}`);
  expect(
    await alike(
      library,
      run,
      levels.slice(1).map((level, i) => ({
        name: `${levels[i]} or ${level}`,
        selector: '.heat-cell',
        from: classes(levels[i] ?? ''),
        to: classes(level),
      })),
    ),
  ).toEqual([]);

  await go('#/posts', '.post-row');
  expect(
    await alike(library, run, [
      { ...current('the open post', '.post-row .list-row'), place: '.post-row' },
      {
        name: 'a selected post',
        selector: '.post-row',
        from: classes('post-row'),
        to: classes('post-row selected'),
      },
      { name: 'a ticked box', selector: '.select-box', to: 'one.checked = true' },
      pressed('a filter', '.chip.toggle'),
      { name: 'saved or not', selector: '.post-row button[aria-pressed]', to: 'one.click()' },
      {
        name: 'discussed or only tagged',
        selector: '.post-row .chip.discussed',
        to: classes('chip appended'),
      },
    ]),
  ).toEqual([]);

  await library.keyboard.press('Control+k');
  await library.locator('[role=option]').first().waitFor();
  expect(
    await alike(library, run, [
      {
        name: 'the chosen command',
        selector: '[role=option]:nth-child(2)',
        from: set('aria-selected', 'false'),
        to: set('aria-selected', 'true'),
      },
    ]),
  ).toEqual([]);
  await library.close();
});

test('report: the first of the plot, the changing parts, the words that differ', async () => {
  const library = await browser.extensionPage('library.html#/copies');
  await library.locator('.list-row', { hasText: 'Template' }).click();
  const waiting = library.waitForEvent('download');
  await library.getByRole('button', { name: 'Report', exact: true }).click();
  const file = join(tmpdir(), `feedglass-${process.pid}-forced.html`);
  await (await waiting).saveAs(file);
  const report = await browser.context.newPage();
  await report.goto(pathToFileURL(file).href);
  await forceColors(report);
  expect(
    await alike(report, inPage(report), [
      { name: 'the first of the plot', selector: '.dot.first', to: classes('dot'), place: 'figure svg' },
      { name: 'a changing part', selector: '.slot', to: become('b'), place: '.form' },
      { name: 'words of the earlier text', selector: '.sides del', to: become('span'), place: '.sides' },
      { name: 'words of the later text', selector: '.sides ins', to: become('span'), place: '.sides' },
      { name: 'earlier or later', selector: '.sides del', to: become('ins'), place: '.sides' },
    ]),
  ).toEqual([]);
});
