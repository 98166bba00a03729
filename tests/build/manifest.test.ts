import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildFolder, PROJECT, type Target } from '../browser/harness/build.ts';

/**
 * Both manifests, whole. Whoever adds a permission, a host or an open door changes this file, and says why.
 *
 * - storage: the witness that tells a lost library from an empty one; unlimitedStorage: the browser must not
 *   evict what the user saved; contextMenus: "Save this post".
 */
const SQUARE = ['www.binance.com', 'binance.com', 'www.binance.bh', 'www.binance.info'].flatMap((host) => [
  `https://${host}/square*`,
  `https://${host}/*/square*`,
]);

const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
const icons = {
  16: 'icon/16.png',
  32: 'icon/32.png',
  48: 'icon/48.png',
  96: 'icon/96.png',
  128: 'icon/128.png',
};

const common = {
  manifest_version: 3,
  name: '__MSG_extension_name__',
  description: '__MSG_extension_description__',
  version,
  default_locale: 'en',
  icons,
  permissions: ['storage', 'unlimitedStorage', 'contextMenus'],
  host_permissions: SQUARE,
  // At the start: the listeners that keep a strip's events from the page have to be the first on the window.
  content_scripts: [
    {
      matches: expect.toSatisfy(sameSet(SQUARE)),
      run_at: 'document_start',
      js: ['content-scripts/square.js'],
    },
  ],
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
  action: {
    default_title: 'Feedglass',
    default_popup: 'popup.html',
    default_icon: { 16: 'icon/off-16.png', 32: 'icon/off-32.png' },
  },
  options_ui: { page: 'library.html', open_in_tab: true },
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  },
};

function sameSet(wanted: string[]) {
  return (value: unknown) => Array.isArray(value) && [...value].sort().join() === [...wanted].sort().join();
}

const manifestOf = (target: Target) =>
  JSON.parse(readFileSync(join(buildFolder(target), 'manifest.json'), 'utf8'));

test('Chrome', () => {
  expect(manifestOf('chrome')).toEqual({
    ...common,
    minimum_chrome_version: '123',
    background: { service_worker: 'background.js' },
  });
});

test('Firefox', () => {
  expect(manifestOf('firefox')).toEqual({
    ...common,
    background: { scripts: ['background.js'] },
    browser_specific_settings: {
      gecko: {
        id: 'feedglass@feedglass.invalid',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  });
});
