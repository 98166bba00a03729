import type { ResolvedConfig } from 'vite';
import { defineConfig } from 'wxt';
import { MATCH_PATTERNS, SQUARE_HOME } from './lib/square/hosts.ts';
import { findChromium, findFirefox } from './scripts/find-browsers.mjs';

/**
 * Content security policy of the extension's pages: scripts, styles and images of the package only, no
 * connections. Checked in both browsers by tests/browser.
 */
const PAGE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** For `npm run dev` only: the browsers of this machine, and Square as the first page. */
const devBrowsers = () => {
  const [chrome, firefox] = [findChromium(), findFirefox()];
  return {
    binaries: { ...(chrome ? { chrome } : {}), ...(firefox ? { firefox } : {}) },
    chromiumArgs: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    startUrls: [SQUARE_HOME],
  };
};

/** Namespaces whose functions the code awaits; the polyfill wraps the functions of all others too, which every page would pay for. */
const USED_APIS = ['action', 'commands', 'contextMenus', 'permissions', 'runtime', 'storage', 'tabs'];
/** Of these, what the background uses. */
const USED_IN_BACKGROUND = ['action', 'contextMenus', 'runtime', 'storage', 'tabs'];

/**
 * What the content script gets instead of webextension-polyfill, which every page would have to load: the functions that
 * it uses answer with promises in every browser that the manifest allows. `chrome`, which Firefox has too: where there is
 * no `browser`, an element of the page with that name would be found.
 */
const NATIVE_API = 'export default globalThis.chrome;';

const isBuildOf = ({ build }: ResolvedConfig, entry: string) =>
  JSON.stringify(build.lib || '').includes(entry);

/**
 * Leaves out of webextension-polyfill what describes APIs that are not used; all of it in the content script. A namespace
 * that is left out still exists, as the browser has it. One object for each build.
 */
const trimPolyfill = () => {
  let apis = USED_APIS;
  let isContentScript = false;
  return {
    name: 'trim-polyfill',
    configResolved(config: ResolvedConfig) {
      isContentScript = isBuildOf(config, 'content-script');
      if (isBuildOf(config, 'background')) apis = USED_IN_BACKGROUND;
    },
    transform(code: string, id: string) {
      if (!id.replace(/\?.*$/, '').endsWith('browser-polyfill.js')) return null;
      if (isContentScript) return { code: NATIVE_API, map: null };
      const table = /const apiMetadata = (\{[\s\S]*?\n\s*\});/.exec(code);
      if (!table?.[1])
        throw new Error('webextension-polyfill has another form: its table of APIs is not found');
      const used = Object.entries(JSON.parse(table[1])).filter(([name]) => apis.includes(name));
      return { code: code.replace(table[1], () => JSON.stringify(Object.fromEntries(used))), map: null };
    },
  };
};

/**
 * Leaves out WXT's context of a content script, which ours does not use (page/extension-lifetime.ts): it announces
 * itself by an event that the page can hear, and takes 0.7 kB.
 */
const dropWxtContext = {
  name: 'drop-wxt-context',
  transform: (_code: string, id: string) =>
    /wxt\/dist\/utils\/content-script-context\.mjs/.test(id)
      ? { code: 'export class ContentScriptContext {}', map: null }
      : null,
};

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  webExt: devBrowsers(),
  vite: ({ mode }) => ({
    plugins: [trimPolyfill(), dropWxtContext],
    build: {
      // With its names, for `tests/bench/page-profile.ts`.
      ...(mode === 'readable' ? { minify: false } : {}),
      modulePreload: false,
      // The oldest browsers that the manifest allows. For older ones, the build would replace `light-dark()`
      // by custom properties, which use the page's color scheme inside a strip.
      target: ['chrome123', 'firefox140'],
    },
  }),
  manifest: ({ browser, command }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'unlimitedStorage', 'contextMenus'],
    host_permissions: MATCH_PATTERNS,
    // Not Alt+Shift or Ctrl+Shift: on Windows, and on many Linux desktops, these switch the keyboard's language. K (keep)
    // and L open no menu of Chrome or Firefox. On a Mac, Alt with a letter types a character. Whoever set other keys
    // keeps them: browsers apply suggested keys only at the first installation.
    commands: {
      'save-post': {
        suggested_key: { default: 'Alt+K', mac: 'Alt+Shift+K' },
        description: '__MSG_command_save__',
      },
      'open-library': {
        suggested_key: { default: 'Alt+L', mac: 'Alt+Shift+L' },
        description: '__MSG_command_library__',
      },
    },
    // Gray until a page was read: lib/worker/background.ts.
    action: { default_icon: { 16: 'icon/off-16.png', 32: 'icon/off-32.png' } },
    // The library page is also the options page.
    options_ui: { page: 'library.html', open_in_tab: true },
    // The development server needs its WebSocket; builds get the strict policy.
    ...(command === 'build' ? { content_security_policy: { extension_pages: PAGE_CSP } } : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'feedglass@feedglass.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '123' }),
  }),
});
