/**
 * Finds the browsers on this machine. Plain Node, because `setup.mjs` runs it before anything is installed.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const CHROMIUM = {
  linux: ['chromium', 'chromium-browser'],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [],
};
const FIREFOX = {
  linux: ['firefox-esr', 'firefox'],
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
};

/** @param {string} file */
function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string | undefined} chosen a path set by the user; if set, nothing else is tried
 * @param {string[]} names commands to look up in PATH, or whole paths
 * @returns {string | null} the first one that can be run
 */
function find(chosen, names) {
  if (chosen) return runnable(chosen) ? chosen : null;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  for (const name of names) {
    const places = name.includes('/') || name.includes('\\') ? [name] : folders.map((dir) => join(dir, name));
    const place = places.find(runnable);
    if (place) return place;
  }
  return null;
}

/** @param {Partial<Record<string, string[]>>} table */
const forThisSystem = (table) => table[process.platform] ?? [];

/**
 * Chromium, not Google Chrome: since version 137 branded Chrome ignores `--load-extension`.
 * @returns {string | null} path of the program; `CHROME_PATH` overrides.
 */
export const findChromium = () => find(process.env.CHROME_PATH, forThisSystem(CHROMIUM));

/** @returns {string | null} path of the program; `FIREFOX_PATH` overrides. */
export const findFirefox = () => find(process.env.FIREFOX_PATH, forThisSystem(FIREFOX));
