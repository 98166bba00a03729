import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { type Chromium, type ChromiumOptions, launchChromium, waitForStrips } from './harness/chromium.ts';
import { thisPage } from './harness/popup.ts';

/** Of the home feed's first 20 posts. */
const HEADLINE = '4 of 20 posts repeat an earlier one';

/** The popup over pages that a content script does not read: it says what is the matter, and what helps. */
let browser: Chromium;
afterEach(() => browser.close());

const launch = async (options?: ChromiumOptions) => {
  browser = await launchChromium(options);
};

const said = (popup: Page) => popup.locator('[role=tabpanel]').textContent();

test('over a page that was open before the install: reload, and it is read', async () => {
  await launch({ installLater: true });
  const page = await browser.page('/en/square');
  await browser.install();
  const popup = await browser.popup(page);
  await expect.poll(() => said(popup)).toContain('This page was open before Feedglass was installed');
  // The popup closes itself, at times before the click is answered.
  await popup
    .getByRole('button', { name: 'Reload page' })
    .click()
    .catch(() => {});
  await waitForStrips(page, 20);
});

test('over a layout that is not known: which signs are missing, and a report without texts and names', async () => {
  const secret = 'the secret text of a post';
  const cards = Array.from(
    { length: 12 },
    (_, i) =>
      `<div class="zz"><b>Somebody ${i}</b><i><a href="/en/square/post/33010000000000${i % 10}">x</a></i><u>${secret} ${i}</u></div>`,
  );
  await launch({
    site: (_method, url) =>
      url.pathname === '/en/square'
        ? {
            status: 200,
            type: 'text/html',
            body: `<!doctype html><div class="feed-layout-main">${cards.join('')}</div>`,
          }
        : null,
  });
  const popup = await browser.popup(await browser.page('/en/square'));
  await expect
    .poll(() => said(popup), { timeout: 10_000 })
    .toContain('Feedglass doesn’t recognize this page’s layout');
  await popup.locator('details summary').click();
  expect(await popup.locator('.signals li').count()).toBeGreaterThan(3);

  // The clipboard itself needs a focused window: what would be written there is what counts.
  const report = await popup.evaluate(
    () =>
      new Promise<string>((resolve) => {
        navigator.clipboard.writeText = async (text) => resolve(text);
        document.querySelector<HTMLButtonElement>('.notice button, [role=tabpanel] button')?.click();
      }),
  );
  expect(report.length).toBeGreaterThan(50);
  expect(report).not.toMatch(/secret|Somebody|3301000/);
});

test('the real popup, opened from the toolbar, shows the same numbers', async () => {
  await launch();
  const page = await browser.page('/en/square');
  await waitForStrips(page, 20);
  const tab = await browser.popup(page);
  await expect.poll(async () => (await thisPage(tab)).headline).toBe(HEADLINE);
  const shown = await thisPage(tab);
  const real = await browser.realPopup<string[]>(
    page,
    `new Promise((resolve) => {
      const look = () => {
        const all = [...document.querySelectorAll('.headline, .page-copies > .page-posts .text-strong')];
        if (all.length === 0) return setTimeout(look, 50);
        resolve(all.map((one) => one.textContent.trim()));
      };
      look();
    })`,
  );
  expect(real).toEqual([shown.headline, ...shown.copies]);
});
