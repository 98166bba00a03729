/** What a reader sees in the popup and the library page, in the words of a test. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';

export type PopupTab = 'summary' | 'copies' | 'tickers' | 'saved' | 'export';

export const openTab = (popup: Page, tab: PopupTab) => popup.locator(`#tab-${tab}`).click();

/** The figures of the library: label -> number as shown; a dash where unknown. */
export function libraryFigures(popup: Page): Promise<Record<string, string>> {
  // No helper inside: what travels to the page as text must not name anything outside.
  return popup.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[aria-labelledby="library"] .stat')].map((figure) => [
        figure.querySelector('.label')?.textContent ?? '',
        figure.querySelector('.value')?.textContent ?? '',
      ]),
    ),
  );
}

/** What the popup says of this page. */
export interface ThisPage {
  headline: string;
  /** The copies' authors, in the order shown. */
  copies: string[];
  /** Distinct tickers, with those behind "+3". */
  tickers: number;
  saved: number;
}

export async function thisPage(popup: Page): Promise<ThisPage> {
  const part = popup.locator('[aria-labelledby="this-page"]');
  const words = async (selector: string) =>
    (await part.locator(selector).allTextContents()).map((text) => text.trim());
  const chips = await words('.page-tickers .chip');
  return {
    headline: (await words('.headline'))[0] ?? '',
    copies: await words('.page-copies > .page-posts .text-strong'),
    tickers: chips.reduce((sum, chip) => sum + (chip.startsWith('+') ? Number(chip.slice(1)) : 1), 0),
    saved: Number((await words('.saved-here'))[0]?.match(/\d+/)?.[0] ?? 0),
  };
}

/** Downloads the library as JSON, as a user does. */
export async function exportJson(
  popup: Page,
  scope: 'saved' | 'all' = 'saved',
): Promise<{ name: string; text: string }> {
  await openTab(popup, 'export');
  await popup.locator(`input[value="${scope}"]`).check();
  const [download] = await Promise.all([
    popup.waitForEvent('download'),
    popup.locator('button.main').click(),
  ]);
  return {
    name: (download as Download).suggestedFilename(),
    text: readFileSync(await download.path(), 'utf8'),
  };
}
