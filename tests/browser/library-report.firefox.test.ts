/** The report of a group of 40, opened from a file in Firefox: whole, plain text, within the window, no request. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { source as axeSource } from 'axe-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { htmlReport } from '../../lib/report/report.ts';
import { documentOf, fillings, posts } from '../report/documents.ts';
import { messagesOf } from '../report/messages-of.ts';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

// Outside an extension the polyfill refuses to load.
vi.mock('webextension-polyfill', () => ({ default: { runtime: { id: 'test' } } }));

const HOSTILE = '<img src=https://evil.example/x onerror=alert(1)><script>document.title="run"</script>';

let browser: Firefox;
const folder = mkdtempSync(join(tmpdir(), 'feedglass-report-'));
beforeAll(async () => {
  browser = await launchFirefox();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await browser.close();
  expect(browser.strays, 'requests that left the browser').toEqual([]);
});

test('it opens whole, without a request, a script or sideways scrolling, and axe finds nothing', async () => {
  const document = await documentOf(
    posts(fillings(40).map((text, i) => (i === 3 ? `${text}\n${HOSTILE}` : text))),
  );
  const file = join(folder, 'report.html');
  const subject = { of: 'group', id: 'g1' } as const;
  writeFileSync(file, await htmlReport({ document, subject, messages: await messagesOf('en') }));

  const page = await browser.page('/en/square');
  await page.goto(pathToFileURL(file).href);
  expect((await page.$$('.pair .sides')).length).toBe(39);
  expect((await page.$$('img, script')).length).toBe(0);
  expect(await page.title()).not.toBe('run');
  expect(await page.$eval('main', (main) => main.textContent)).toContain(HOSTILE);
  for (const width of [1280, 600, 390]) {
    await page.setViewport({ width, height: 900 });
    expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  }
  const found = await page.evaluate(
    `${axeSource}; axe.run().then(({ violations }) => violations.map(({ id }) => id))`,
  );
  expect(found).toEqual([]);
});
