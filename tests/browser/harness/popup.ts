/** What a reader sees in the popup and the library page, in the words of a test. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';

export type PopupTab = 'summary' | 'copies' | 'tickers' | 'saved' | 'export';

export const openTab = (popup: Page, tab: PopupTab) => popup.locator(`#tab-${tab}`).click();

/**
 * The numbers of one card of the summary.
 * @param heading id of the card's heading: `this-page` or `library`.
 * @returns label -> number as shown; a dash where unknown.
 */
export function figures(popup: Page, heading: 'this-page' | 'library'): Promise<Record<string, string>> {
  // No helper inside: what travels to the page as text must not name anything outside.
  return popup.evaluate(
    (id) =>
      Object.fromEntries(
        [...document.querySelectorAll(`[aria-labelledby="${id}"] .stat`)].map((figure) => [
          figure.querySelector('.label')?.textContent ?? '',
          figure.querySelector('.value')?.textContent ?? '',
        ]),
      ),
    heading,
  );
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
