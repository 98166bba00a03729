/** Saving in a real Chromium, and what is seen of it: on the strip, the button, in the popup and in the database. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { readLibrary } from '../crash-recovery.ts';
import { type Chromium, stripOf, waitForStrips } from './chromium.ts';

/** A slow machine's patience. */
export const SOON = { timeout: 15_000 };

/** `idle`, `saving`, `saved`, `failed`: what the strip of a post says. */
export const stateOf = (page: Page, id: string) =>
  stripOf(page, id).then((strip) =>
    strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null),
  );

/** Opens Square and clicks "save" on one post. */
export async function clickSave(browser: Chromium): Promise<{ page: Page; id: string }> {
  const page = await browser.page('/en/square');
  const id = (await waitForStrips(page, 20))[2]?.postId as string;
  await page.bringToFront();
  await (await stripOf(page, id)).click('.save');
  return { page, id };
}

/** Saves one post and waits for the word that it is saved. */
export async function saveOne(browser: Chromium): Promise<string> {
  const { page, id } = await clickSave(browser);
  await expect.poll(() => stateOf(page, id), SOON).toBe('saved');
  await page.close();
  return id;
}

/** The mark on the toolbar button. */
export const badge = async (browser: Chromium) =>
  (await browser.control()).evaluate(() => chrome.action.getBadgeText({}));
/** Opens the popup and waits until it says these words. */
export async function popupSays(browser: Chromium, words: string): Promise<Page> {
  const popup = await browser.popup();
  await expect.poll(() => popup.locator('[role=tabpanel]').textContent(), SOON).toContain(words);
  return popup;
}
/** Ids of what is saved, read past all our code. */
export const savedIds = async (browser: Chromium) =>
  (await (await browser.control()).evaluate(readLibrary)).posts.flatMap(([id, saved]) => (saved ? [id] : []));
