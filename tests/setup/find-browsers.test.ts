import { afterEach, expect, test, vi } from 'vitest';
import { findChromium, findFirefox } from '../../scripts/find-browsers.mjs';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['CHROME_PATH', findChromium],
  ['FIREFOX_PATH', findFirefox],
] as const)('%s overrides; a path that cannot be run is not replaced by another browser', (name, find) => {
  vi.stubEnv(name, process.execPath);
  expect(find()).toBe(process.execPath);
  vi.stubEnv(name, '/nowhere/browser');
  expect(find()).toBeNull();
});
