import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AnyStrip,
  askHealth,
  crashSite,
  killing,
  measureStart,
  POSTS,
  pathOf,
  readLibrary,
  saveAll,
  TABS,
  wanted,
} from './crash-recovery.ts';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

/**
 * As in Chromium, with the idle limit lowered to a second and the background page ended on top of
 * that; it needs a few hundred ms to come back, so that it lives no longer than a moment each time.
 */
let browser: Firefox;
beforeAll(async () => {
  browser = await launchFirefox({
    site: crashSite,
    prefs: { 'extensions.background.idle.timeout': 1_000 },
  });
});
afterAll(() => browser.close());

test('acknowledged saves are stored, none is lost or duplicated', async () => {
  const control = await browser.extensionPage('manifest.json');
  const kill = () => browser.killWorker();
  const start = await measureStart(kill, () => control.evaluate(askHealth));
  const strips: AnyStrip[][] = [];
  for (let tab = 0; tab < TABS; tab++) {
    const page = await browser.page(pathOf(tab));
    strips.push(await browser.waitForStrips(page, POSTS, 60_000));
  }
  const acknowledged = new Set<string>();
  const killer = killing(kill, 150, 500, start);
  const again = await Promise.all(strips.map((list) => saveAll(list, acknowledged)));
  const kills = await killer.stop();

  const { posts, counts } = await control.evaluate(readLibrary);
  const saved = posts.filter(([, isSaved]) => isSaved).map(([id]) => id);
  console.log(`${wanted.length} saves, ${kills} kills, ${again.reduce((a, b) => a + b)} clicked again`);
  expect(kills).toBeGreaterThan(20);
  expect([...acknowledged].filter((id) => !saved.includes(id))).toEqual([]);
  expect([...saved].sort()).toEqual([...wanted].sort());
  expect(counts).toMatchObject({ seen: wanted.length, captured: wanted.length });
}, 600_000);
