import { defineConfig } from 'wxt';
import { MATCH_PATTERNS, SQUARE_HOME } from './lib/site.ts';
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

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  webExt: devBrowsers(),
  vite: () => ({
    build: {
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
