/** The toolbar icon: how many posts on the page of a tab repeat an earlier one, or that the store has a fault. */
import { browser } from '../browser.ts';
import { t, tPlural } from '../i18n/translate.ts';
import type { StoreHealth } from '../messages.ts';
import { MATCH_PATTERNS } from '../square/hosts.ts';

const FAULT_COLOR = '#b3261e';
const COUNT_COLOR = '#a3410f';
/** The icon has room for four characters. */
const MAX_SHOWN = 999;

export class ToolbarIcon {
  /** Numbers of the tabs that reported one since this worker started. */
  readonly #copies = new Map<number, number>();
  #state: StoreHealth['state'] = 'ok';

  /** @param isCountWanted reads the setting */
  constructor(private readonly isCountWanted: () => Promise<boolean>) {}

  /**
   * The icon is gray by default and colored in tabs that are read; the browser resets it when the tab navigates, and the
   * number with it.
   */
  enable(tabId: number): void {
    browser.action.setIcon({ tabId, path: { 16: '/icon/16.png', 32: '/icon/32.png' } }).catch(() => {});
  }

  /** The number of copies on the page of a tab changed. */
  async setCopies(tabId: number, copies: number): Promise<void> {
    this.#copies.set(tabId, copies);
    await this.#draw(tabId, await this.isCountWanted().catch(() => false));
  }

  /** The setting changed. */
  async setCountWanted(isWanted: boolean): Promise<void> {
    await this.#drawAll(isWanted);
  }

  /** Shows a fault of the store on the icon of every window, in place of the numbers. */
  async setHealth({ state }: StoreHealth): Promise<void> {
    const wasFaulty = this.#isFaulty();
    this.#state = state;
    const isFaulty = this.#isFaulty();
    await Promise.all([
      browser.action.setBadgeText({ text: isFaulty ? '!' : '' }),
      browser.action.setBadgeBackgroundColor({ color: FAULT_COLOR }),
      browser.action.setTitle({ title: this.#title() }),
    ]).catch(() => {});
    if (isFaulty !== wasFaulty) await this.#drawAll(await this.isCountWanted().catch(() => false));
  }

  #isFaulty(): boolean {
    return this.#state !== 'ok' && this.#state !== 'rebuilding';
  }

  #title(copies = 0): string {
    const state = this.#state;
    if (state !== 'ok' && state !== 'rebuilding') return t(`error_store_${state}`);
    return copies > 0 ? tPlural('icon_copies', copies, String(copies)) : t('extension_name');
  }

  async #drawAll(isWanted: boolean): Promise<void> {
    const tabs = await browser.tabs.query({ url: MATCH_PATTERNS }).catch(() => []);
    await Promise.all(tabs.map(({ id }) => id !== undefined && this.#draw(id, isWanted)));
  }

  async #draw(tabId: number, isWanted: boolean): Promise<void> {
    const copies = isWanted && !this.#isFaulty() ? (this.#copies.get(tabId) ?? 0) : 0;
    // `null` shows what is set for all tabs.
    const text = copies === 0 ? null : copies > MAX_SHOWN ? `${MAX_SHOWN}+` : String(copies);
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setTitle({ tabId, title: this.#title(copies) }),
      ...(text === null ? [] : [browser.action.setBadgeBackgroundColor({ tabId, color: COUNT_COLOR })]),
    ]).catch(() => {}); // The tab was closed.
  }
}
