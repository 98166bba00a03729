/** A real Firefox with the built extension, and no network but the replayed site. Driven through WebDriver BiDi. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/find-browsers.mjs';
import { replaySite } from '../../replay/site.ts';
import { Bidi, type FirefoxStrip } from './bidi.ts';
import { buildFolder } from './build.ts';
import { type Network, SITE_HOST, type Site, startNetwork } from './network.ts';

export interface FirefoxOptions {
  /** What www.binance.com answers; by default the whole replayed Square. */
  site?: Site;
  /** Folder of the unpacked extension; by default the Firefox build. */
  extensionDir?: string;
  headed?: boolean;
  /** Leave the page that greets a new user open; it is closed otherwise. */
  welcome?: boolean;
  /** More preferences. */
  prefs?: Record<string, string | number | boolean>;
}

/** How long an installation may take, in ms. */
const GREETING = 20_000;

const EXTENSION = 'feedglass@feedglass.invalid';
/** Firefox draws a host name for each installation; a fixed one lets a test open the extension's pages. */
const HOST = '11111111-2222-4333-8444-555555555555';

function preferences(network: Network, downloads: string): Record<string, string | number | boolean> {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': network.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': network.port,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
    // binance.com is on the preload list, and a page on it takes no throw-away certificate.
    'network.stricttransportsecurity.preloadlist': false,
    'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION]: HOST }),
    'extensions.webextensions.keepStorageOnUninstall': true,
    // Shows manifest.json as plain text: a page of the extension that runs none of its code.
    'devtools.jsonview.enabled': false,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.helperApps.neverAsk.saveToDisk': 'application/json,text/plain,text/csv,application/x-ndjson',
  };
}

export class Firefox {
  readonly browser: Browser;
  readonly #bidi: Bidi;
  readonly #options: FirefoxOptions;
  readonly #network: Network;
  /** Profile and downloads. */
  readonly #dir: string;

  private constructor(browser: Browser, options: FirefoxOptions, network: Network, dir: string) {
    this.browser = browser;
    this.#bidi = new Bidi(browser);
    this.#options = options;
    this.#network = network;
    this.#dir = dir;
  }

  /** @param started the network of a browser that was closed: what it recorded stays. */
  static async launch(
    options: FirefoxOptions,
    dir = mkdtempSync(join(tmpdir(), 'feedglass-')),
    started?: Network,
  ) {
    const executablePath = findFirefox();
    if (!executablePath) throw new Error('Firefox is missing: install it or set FIREFOX_PATH');
    const network = started ?? (await startNetwork(options.site ?? replaySite()));
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: !options.headed,
      acceptInsecureCerts: true,
      userDataDir: join(dir, 'profile'),
      defaultViewport: { width: 1280, height: 900 },
      // Since Firefox 153 automation may open moz-extension pages only with this.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: { ...preferences(network, join(dir, 'downloads')), ...options.prefs },
    });
    await browser.installExtension(options.extensionDir ?? buildFolder('firefox'));
    const launched = new Firefox(browser, options, network, dir);
    await launched.#greeted();
    return launched;
  }

  /** Waits for the page that greets a new user, and closes it. */
  async #greeted(): Promise<void> {
    const end = Date.now() + GREETING;
    for (;;) {
      const page = await this.welcomePage();
      if (page) return this.#options.welcome ? undefined : page.close();
      if (Date.now() > end) throw new Error('no page greeted the new user');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The open page that greets a new user. Puppeteer is not told its address: the page is asked. */
  async welcomePage(): Promise<Page | null> {
    for (const page of await this.browser.pages()) {
      const address = await page.evaluate(() => location.href).catch(() => '');
      if (address.endsWith('#/welcome')) return page;
    }
    return null;
  }

  /** Every request the site got, `GET /en/square`. */
  get visits(): readonly string[] {
    return this.#network.visits;
  }

  /** Every request that went anywhere but the site (and was refused), `host:port`. */
  get strays(): readonly string[] {
    return this.#network.strays;
  }

  /** Opens a page of the site in a new tab, `/en/square`. */
  async page(path: string): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(`https://${SITE_HOST}${path}`);
    return page;
  }

  /**
   * Opens a page of the extension in a new tab, `library.html`.
   * @param over the tab to bring to the front before it loads; with it, the page loads in the background.
   */
  async extensionPage(path: string, over?: Page): Promise<Page> {
    const page = await this.browser.newPage();
    if (over) await over.bringToFront();
    const url = `moz-extension://${HOST}/${path}`;
    // The navigation happens, but Firefox never reports its end.
    await page.goto(url, { timeout: 1500 }).catch(() => null);
    await page.waitForFunction('document.readyState === "complete"');
    if (page.url() !== url && !(await page.evaluate(() => location.href)).startsWith(url))
      throw new Error(`Firefox did not open ${url}`);
    return page;
  }

  library(): Promise<Page> {
    return this.extensionPage('library.html');
  }

  /** The popup over a tab, in a background tab: the active tab, which it asks for, is the one below it. */
  popup(over: Page): Promise<Page> {
    return this.extensionPage('popup.html', over);
  }

  /** The strips now in the page, in page order. */
  strips(page: Page): Promise<FirefoxStrip[]> {
    return this.#bidi.strips(page);
  }

  /**
   * Waits until the page has exactly `count` strips.
   * @throws after `timeout` ms, saying how many there are.
   */
  async waitForStrips(page: Page, count: number, timeout = 15_000): Promise<FirefoxStrip[]> {
    const end = Date.now() + timeout;
    for (;;) {
      const now = await this.strips(page);
      if (now.length === count) return now;
      if (Date.now() > end) throw new Error(`${now.length} strips on ${page.url()}, not ${count}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Ends the background page, as the browser does when it idles. The next message revives it. */
  killWorker(): Promise<void> {
    return this.#bidi.inBrowser(
      `WebExtensionPolicy.getByID(${JSON.stringify(EXTENSION)}).extension.terminateBackground()`,
    );
  }

  /** Address of the small icon that the toolbar's button shows over the tab in front. */
  buttonIcon(): Promise<string> {
    return this.#bidi.inBrowser(`(() => {
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(EXTENSION)});
      const { action } = ExtensionParent.apiManager.global.browserActionFor(extension);
      const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
      return String(action.getProperty(gBrowser.selectedTab, 'icon')[16]);
    })()`);
  }

  /** `running`, `suspending` or `stopped`. */
  workerState(): Promise<string> {
    return this.#bidi.inBrowser(
      `WebExtensionPolicy.getByID(${JSON.stringify(EXTENSION)}).extension.backgroundState`,
    );
  }

  /** Installs the extension once more over itself, as an update does with pages open. */
  async update(): Promise<void> {
    await this.browser.installExtension(this.#options.extensionDir ?? buildFolder('firefox'));
  }

  /** Lets the extension run in private windows, as the user does in the add-ons manager; it starts anew. */
  async allowPrivate(): Promise<void> {
    const module = (name: string) => `ChromeUtils.importESModule('resource://gre/modules/${name}.sys.mjs')`;
    const id = JSON.stringify(EXTENSION);
    await this.#bidi.inBrowser(`(async () => {
      const { ExtensionPermissions } = ${module('ExtensionPermissions')};
      const { AddonManager } = ${module('AddonManager')};
      const allowed = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
      await ExtensionPermissions.add(${id}, allowed, WebExtensionPolicy.getByID(${id}).extension);
      await (await AddonManager.getAddonByID(${id})).reload();
    })()`);
  }

  /**
   * Waits for the first finished download whose name fits.
   * @returns its name and text.
   */
  async download(name: RegExp, timeout = 15_000): Promise<{ name: string; text: string }> {
    const folder = join(this.#dir, 'downloads');
    const end = Date.now() + timeout;
    for (;;) {
      const names = listOf(folder);
      const found = names.find((file) => name.test(file) && !names.includes(`${file}.part`));
      // The name comes first, as an empty file; then the bytes, beside it; then both become one.
      const text = found ? readFileSync(join(folder, found), 'utf8') : '';
      if (found && text !== '') return { name: found, text };
      if (Date.now() > end) throw new Error(`no download like ${name}: ${names.join(', ') || 'none at all'}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Closes the browser and starts it again with the same profile and site. */
  async reopen(): Promise<Firefox> {
    await this.browser.close();
    return Firefox.launch(this.#options, this.#dir, this.#network);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#network.close();
    rmSync(this.#dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

function listOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Starts Firefox with the extension. Close it in `afterAll`. */
export const launchFirefox = (options: FirefoxOptions = {}): Promise<Firefox> => Firefox.launch(options);
