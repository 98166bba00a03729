/**
 * The two installs of the README as a new user does them, step by step with a picture each: Chromium's page of
 * extensions, Firefox's page of temporary add-ons. `npx tsx tests/demo/walk-through.ts`; pictures in
 * demo-output/walk-through/.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, PROJECT } from '../browser/harness/build.ts';
import { launchChromium, waitForStrips } from '../browser/harness/chromium.ts';
import { launchFirefox } from '../browser/harness/firefox.ts';

const OUTPUT = join(PROJECT, 'demo-output', 'walk-through');
const started = performance.now();
const at = (name: string) => {
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${name}`);
  return join(OUTPUT, `${name}.png`) as `${string}.png`;
};

/** Load unpacked, then Square, then the popup. */
async function inChromium(): Promise<void> {
  const browser = await launchChromium({ installLater: true, welcome: true });
  const extensions = await browser.context.newPage();
  await extensions.goto('chrome://extensions');
  await extensions.locator('#devMode').click();
  await extensions.locator('#loadUnpacked').waitFor();
  await extensions.screenshot({ path: at('chromium-1-developer-mode') });
  await browser.install(); // the folder dialog belongs to the system: the debugger answers in its place
  const welcome = browser.context.pages().find((page) => page.url().endsWith('#/welcome'));
  await welcome?.locator('.steps').waitFor();
  await welcome?.screenshot({ path: at('chromium-2-welcome') });
  await extensions.bringToFront();
  await extensions.locator('extensions-item').first().waitFor();
  await extensions.screenshot({ path: at('chromium-3-installed') });
  const square = await browser.page('/en/square');
  await waitForStrips(square, 20);
  await square.waitForTimeout(1000);
  await square.screenshot({ path: at('chromium-4-square') });
  const popup = await browser.popup(square);
  await popup.waitForTimeout(500);
  await popup.screenshot({ path: at('chromium-5-popup') });
  await browser.close();
}

/** Load Temporary Add-on, then Square, then the popup. */
async function inFirefox(): Promise<void> {
  const browser = await launchFirefox({ welcome: true });
  const welcome = await browser.welcomePage();
  await welcome?.waitForSelector('.steps');
  await welcome?.screenshot({ path: at('firefox-1-welcome') });
  const debugging = await browser.browser.newPage();
  // As with the extension's own pages: it opens, and its end is not told.
  await debugging.goto('about:debugging#/runtime/this-firefox', { timeout: 3000 }).catch(() => null);
  // No script may look into this page: it gets its time.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await debugging.screenshot({ path: at('firefox-2-installed') });
  const square = await browser.page('/en/square');
  await browser.waitForStrips(square, 20);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await square.screenshot({ path: at('firefox-3-square') });
  const popup = await browser.popup(square);
  await popup.setViewport({ width: 416, height: 600 });
  await popup.waitForSelector('.stat');
  await popup.screenshot({ path: at('firefox-4-popup') });
  await browser.close();
}

mkdirSync(OUTPUT, { recursive: true });
for (const target of ['chrome', 'firefox'] as const) build(target);
await inChromium();
await inFirefox();
