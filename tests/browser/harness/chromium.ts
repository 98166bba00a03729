/** A real Chromium with the built extension, and no network but the replayed site. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/find-browsers.mjs';
import { replaySite } from '../../replay/site.ts';
import { buildFolder } from './build.ts';
import { type Network, SITE_HOST, type Site, startNetwork } from './network.ts';

export { Strip, stripOf, strips, waitForStrips } from './strips.ts';

export interface ChromiumOptions {
  /** Profile to use and keep; without it a fresh one, deleted by `close`. */
  profileDir?: string;
  /** What www.binance.com answers; by default the whole replayed Square. */
  site?: Site;
  /** Folder of the unpacked extension; by default the Chrome build. */
  extensionDir?: string;
  /** Start without the extension; `install` brings it in. */
  installLater?: boolean;
  /** Leave the page that greets a new user open; it is closed otherwise. */
  welcome?: boolean;
  /** Show a window. */
  headed?: boolean;
  /** Let the back/forward cache work (Playwright turns it off). */
  bfcache?: boolean;
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  locale?: string;
  /** More switches for the browser. */
  args?: string[];
}

interface Raw {
  send(method: string, params: object): Promise<unknown>;
}

interface Profile {
  dir: string;
  temporary: boolean;
}

const profileOf = ({ profileDir }: ChromiumOptions): Profile => ({
  dir: profileDir ?? mkdtempSync(join(tmpdir(), 'feedglass-')),
  temporary: !profileDir,
});

interface Manifest {
  name?: string;
  key?: string;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;

/**
 * The id Chromium gives an unpacked extension: the first 128 bits of the SHA-256 of its manifest's key or, without
 * one, of its path; in letters a to p.
 */
function idOfUnpacked(folder: string): string {
  const { key } = manifestOf(folder);
  const own = key ? Buffer.from(key, 'base64') : realpathSync(folder);
  const hex = createHash('sha256').update(own).digest('hex').slice(0, 32);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication' +
    // Pages of the browser's own frame, which each start would render.
    ',PreloadTopChromeWebUI,WebUIOmniboxPopup,TabSearch',
];

/** How long an installation may take, in ms. */
const GREETING = 20_000;
const GREETING_AGAIN = 5_000;

export class Chromium {
  readonly context: BrowserContext;
  readonly extensionId: string;
  readonly #options: ChromiumOptions;
  readonly #network: Network;
  readonly #profile: Profile;
  #control: { page: Page; session: CDPSession } | null = null;

  private constructor(
    context: BrowserContext,
    extensionId: string,
    options: ChromiumOptions,
    network: Network,
    profile: Profile,
  ) {
    this.context = context;
    this.extensionId = extensionId;
    this.#options = options;
    this.#network = network;
    this.#profile = profile;
  }

  /** @param started the network of a browser that was closed: what it recorded stays. */
  static async launch(
    options: ChromiumOptions,
    profile = profileOf(options),
    started?: Network,
  ): Promise<Chromium> {
    const executablePath = findChromium();
    if (!executablePath) throw new Error('Chromium is missing: install it or set CHROME_PATH');
    const extension = options.extensionDir ?? buildFolder('chrome');
    const network = started ?? (await startNetwork(options.site ?? replaySite()));
    const isKept = existsSync(join(profile.dir, 'Default'));
    const context = await chromium.launchPersistentContext(profile.dir, {
      executablePath,
      headless: false, // Playwright's own headless mode is the old one, without extensions
      ignoreHTTPSErrors: true,
      acceptDownloads: true,
      viewport: options.viewport ?? { width: 1280, height: 900 },
      colorScheme: options.colorScheme ?? 'light',
      ignoreDefaultArgs: [
        '--disable-extensions',
        ...(options.bfcache ? ['--disable-back-forward-cache'] : []),
      ],
      args: [
        ...(options.headed ? [] : ['--headless=new']),
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...QUIET,
        `--lang=${options.locale ?? 'en-US'}`,
        `--proxy-server=${network.address}`,
        '--proxy-bypass-list=<-loopback>',
        ...(options.installLater
          ? ['--enable-unsafe-extension-debugging']
          : [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`]),
        ...(options.args ?? []),
      ],
    });
    const launched = new Chromium(context, idOfUnpacked(extension), options, network, profile);
    if (!options.installLater) await launched.#greeted(isKept);
    return launched;
  }

  /** Installs the extension into the running browser, as a user does with pages open. */
  async install(): Promise<void> {
    await this.load();
    await this.#greeted();
  }

  /** Loads what is in the extension's folder now: after `install`, an update. */
  async load(): Promise<void> {
    const session = await this.context.browser()?.newBrowserCDPSession();
    const path = this.#options.extensionDir ?? buildFolder('chrome');
    // Younger than the types that Playwright brings.
    await (session as unknown as Raw).send('Extensions.loadUnpacked', { path });
  }

  /**
   * Waits for the page that greets a new user, since it comes to the front, and closes it: so a test begins with an
   * extension that is there and nothing open. With `--load-extension` every start is an installation.
   * @param isKept whether the profile is not new: its worker may start before the window, and then greets nobody.
   */
  async #greeted(isKept = false): Promise<void> {
    const { extensionDir = buildFolder('chrome'), welcome } = this.#options;
    // A bench brings an extension of its own, which greets nobody.
    if (manifestOf(extensionDir).name !== '__MSG_extension_name__') return;
    const end = Date.now() + (isKept ? GREETING_AGAIN : GREETING);
    for (;;) {
      const page = this.context.pages().find((one) => one.url().endsWith('#/welcome'));
      if (page) return welcome ? undefined : page.close();
      if (isKept && Date.now() > end) return;
      if (Date.now() > end) throw new Error('no page greeted the new user');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** Every request the site got, `GET /en/square`. */
  get visits(): readonly string[] {
    return this.#network.visits;
  }

  /** Every request that went anywhere else (and was refused), `host:port`. */
  get strays(): readonly string[] {
    return this.#network.strays;
  }

  /** Opens a page of the site in a new tab, `/en/square`. */
  async page(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`https://${SITE_HOST}${path}`);
    return page;
  }

  /** Opens a page of the extension in a new tab, `library.html`. */
  async extensionPage(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${this.extensionId}/${path}`);
    return page;
  }

  library(): Promise<Page> {
    return this.extensionPage('library.html');
  }

  /**
   * The popup over a tab. It runs in a background tab of the same window, so that the active tab, which the
   * popup asks for, is the one below it; sized as the real one.
   * @param over the tab it looks at; by default the one in front.
   */
  async popup(over?: Page): Promise<Page> {
    const control = await this.control();
    if (over) await over.bringToFront();
    const opened = this.context.waitForEvent('page');
    await control.evaluate(() => chrome.tabs.create({ url: 'popup.html', active: false }));
    const popup = await opened;
    await popup.waitForLoadState();
    await popup.setViewportSize({ width: 416, height: 600 });
    return popup;
  }

  /**
   * Opens the real popup, as a click on the toolbar button does, and evaluates an expression in it.
   * Playwright does not see popups, so this goes through the debugger.
   */
  async realPopup<T>(over: Page, expression: string): Promise<T> {
    const control = await this.control();
    await over.bringToFront();
    await control.evaluate(() => chrome.action.openPopup());
    const browser = this.context.browser();
    if (!browser) throw new Error('no browser to ask');
    const session = await browser.newBrowserCDPSession();
    const url = `chrome-extension://${this.extensionId}/popup.html`;
    const { targetInfos } = await session.send('Target.getTargets');
    const target = targetInfos.find((info) => info.type === 'page' && info.url === url);
    if (!target) throw new Error('the popup did not open');
    const { sessionId } = await session.send('Target.attachToTarget', { targetId: target.targetId });
    const answer = new Promise<T>((resolve, reject) => {
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        const { result } = JSON.parse(message);
        if (result?.exceptionDetails) reject(new Error(result.exceptionDetails.text));
        else resolve(result?.result?.value);
      });
    });
    const params = { expression, awaitPromise: true, returnByValue: true };
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    return answer.finally(() => session.detach());
  }

  async #controls(): Promise<{ page: Page; session: CDPSession }> {
    if (!this.#control || this.#control.page.isClosed()) {
      const page = await this.extensionPage('manifest.json');
      this.#control = { page, session: await this.context.newCDPSession(page) };
    }
    return this.#control;
  }

  /** A page of the extension that runs none of its code: for `chrome.*` calls. */
  async control(): Promise<Page> {
    return (await this.#controls()).page;
  }

  /** The debugger of an extension page, for `ServiceWorker.*` and `Storage.*`. */
  async debug(): Promise<CDPSession> {
    return (await this.#controls()).session;
  }

  /** Kills the background worker, as the browser does after half a minute of idling. The next message revives it. */
  async killWorker(): Promise<void> {
    const session = await this.debug();
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
  }

  /** Closes the browser and starts it again with the same profile and site. */
  async reopen(): Promise<Chromium> {
    await this.context.close();
    return Chromium.launch(this.#options, this.#profile, this.#network);
  }

  /** Kills the browser as a crash does, and starts it again with the same profile and site. */
  async crash(): Promise<Chromium> {
    const session = await this.context.browser()?.newBrowserCDPSession();
    const processes = (await session?.send('SystemInfo.getProcessInfo'))?.processInfo ?? [];
    const main = processes.find(({ type }) => type === 'browser');
    if (!main) throw new Error('no process of the browser');
    const closed = new Promise((resolve) => this.context.once('close', resolve));
    process.kill(main.id, 'SIGKILL');
    await closed;
    return Chromium.launch(this.#options, this.#profile, this.#network);
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.#network.close();
    if (this.#profile.temporary) rmSync(this.#profile.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Starts Chromium with the extension. Close it in `afterAll`. */
export const launchChromium = (options: ChromiumOptions = {}): Promise<Chromium> => Chromium.launch(options);
