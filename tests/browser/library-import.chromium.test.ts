import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folder, run } from '../cli/run.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/** What comes in by the library page: a page's text, an export, a saved page; counted first, undone at a click. */
const SEED = new URL('../../seeds/001_83ee0e7153174509.txt', import.meta.url).pathname;

let browser: Chromium;
let page: Page;
let exported: { name: string; text: string };

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.extensionPage('library.html#/import');
});
afterAll(() => browser.close());

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});
const bringIn = () => page.locator('input[type=file]').first();
const verify = () => page.locator('input[type=file]').last();
const notice = () => page.locator('#main .page-column .notice');
const saved = () => page.locator('nav.sidebar a[href="#/saved"] .number').textContent();

test("a page's text has a preview before the import, and undo removes it", async () => {
  await bringIn().setInputFiles(SEED);
  await expect.poll(() => notice().textContent()).toContain('20 new');
  expect(await saved()).toBe('0');
  await notice().locator('button.main').click();
  await expect.poll(saved).toBe('20');
  await notice().getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => notice().textContent()).toContain('undone');
  await expect.poll(saved).toBe('0');
});

test('pasted text gives the same posts', async () => {
  await page.locator('textarea').fill(readFileSync(SEED, 'utf8'));
  await page.getByRole('button', { name: 'Preview import' }).click();
  await notice().locator('button.main').click();
  await expect.poll(saved).toBe('20');
});

test('an export verifies; a changed letter is found; importing it again adds nothing', async () => {
  await page.evaluate(() => {
    location.hash = '#/export';
  });
  await page.locator('input[name=scope]:not([disabled])').first().check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#main .page-column button.main').click(),
  ]);
  exported = { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  expect(exported.name).toMatch(/^feedglass-\d{4}-\d\d-\d\d-20-posts\.json$/);

  await page.evaluate(() => {
    location.hash = '#/import';
  });
  await verify().setInputFiles(file(exported.name, exported.text));
  await expect.poll(() => page.locator('.good-text').textContent()).toContain('Records checked: 20');

  const { captures } = JSON.parse(exported.text) as { captures: { id: string; text: string }[] };
  const victim = captures[7];
  const words = victim?.text.slice(0, 40) ?? '';
  const changed = exported.text.replace(words, `X${words.slice(1)}`);
  await verify().setInputFiles(file('changed.json', changed));
  const place = `captures[7] (id ${victim?.id}): was changed after it was exported`;
  await expect.poll(async () => (await notice().locator('li').allTextContents())[0]).toBe(place);

  const files = folder({ 'sound.json': exported.text, 'changed.json': changed });
  expect(run('verify', files('sound.json'))).toMatchObject({ status: 0, stderr: '' });
  const told = run('verify', files('changed.json'));
  expect(told).toMatchObject({ status: 1, stdout: '' });
  expect(told.stderr).toContain(place);

  await bringIn().setInputFiles(file(exported.name, exported.text));
  await expect.poll(() => notice().first().textContent()).toContain('20 unchanged');
});

test('a new profile imports the export and exports the same records', async () => {
  const fresh = await launchChromium();
  try {
    const other = await fresh.extensionPage('library.html#/import');
    await other.locator('input[type=file]').first().setInputFiles(file(exported.name, exported.text));
    await other.locator('.notice button.main').click();
    const count = other.locator('nav.sidebar a[href="#/saved"] .number');
    await expect.poll(() => count.textContent()).toBe('20');
    await other.locator('.notice').getByRole('button', { name: 'Undo' }).waitFor();
    await other.evaluate(() => {
      location.hash = '#/export';
    });
    await other.locator('input[name=scope]').first().check();
    const [download] = await Promise.all([
      other.waitForEvent('download'),
      other.locator('#main .page-column button.main').click(),
    ]);
    const records = (text: string) =>
      (JSON.parse(text) as { captures: { id: string }[] }).captures.sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(records(readFileSync(await download.path(), 'utf8'))).toEqual(records(exported.text));
  } finally {
    await fresh.close();
  }
});

test.each([
  ['half.json', '{"format":"feedglass.export","version":1,"captu', 'line 1'],
  ['page.json', '<!doctype html><p>no</p>', 'web page'],
  ['other.json', '{"format":"other","version":1}', 'not an export'],
  ['empty.txt', '', 'is empty'],
])('%s is refused with its reason, and nothing changes', async (name, text, reason) => {
  const before = await saved();
  await bringIn().setInputFiles(file(name, text));
  await expect.poll(() => notice().first().textContent()).toContain(reason);
  expect(await notice().first().textContent()).toContain(name);
  expect(await saved()).toBe(before);
});

test('importing a saved page gives the posts that the page showed', async () => {
  const live = await browser.page('/en/square/profile/QuynhAnh96');
  const html = await live.content();
  const address = `<!-- saved from url=(0040)${live.url()} -->`;
  await live.close();
  await bringIn().setInputFiles(file('profile.html', `<!doctype html>${address}${html}`));
  await expect.poll(() => notice().first().textContent()).toMatch(/\d+ new|\d+ updated/);
  expect(await notice().first().textContent()).not.toContain('Can’t import');
});
