import { afterAll, beforeAll, expect, test } from 'vitest';
import { HONEST, TRAPS, type Trap } from './clickjacking.ts';
import { type Firefox, launchFirefox } from './harness/firefox.ts';

let firefox: Firefox;
beforeAll(async () => {
  firefox = await launchFirefox();
});
afterAll(() => firefox.close());

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function fall({ set, double }: Trap): Promise<string | null | undefined> {
  const page = await firefox.page('/en/square');
  const strips = await firefox.waitForStrips(page, 20);
  const stateOf = (strip: (typeof strips)[number]) =>
    strip.read((root) => root.querySelector('.save')?.getAttribute('data-at') ?? null);
  let strip = strips[5] as (typeof strips)[number];
  for (const one of strips.slice(5))
    if ((await stateOf(one)) === 'idle') {
      strip = one;
      break;
    }
  await page.evaluate(
    (post) => document.querySelector(`[data-id="${post}"]`)?.scrollIntoView({ block: 'center' }),
    strip.postId,
  );
  await page.mouse.move(5, 5);
  await wait(300);
  const given = await page.evaluate(`(${set})(${JSON.stringify(strip.postId)})`);
  await wait(200);
  const middle = await strip.read((root) => {
    const { left, top, width, height } = (root.querySelector('.save') as Element).getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  const { x, y } = (given as { x: number; y: number } | undefined) ?? middle;
  await page.mouse.move(x - 3, y);
  await page.mouse.move(x, y);
  await wait(60);
  await page.mouse.down();
  await page.mouse.up();
  if (double) {
    await wait(80);
    await page.mouse.down();
    await page.mouse.up();
  }
  await wait(900);
  const state = await stateOf(strip);
  await page.close();
  return state;
}

test.each(TRAPS)('not saved by $name', async (trap) => expect(await fall(trap)).toBe('idle'));
test.each(HONEST)('saved with $name', async (trap) => expect(await fall(trap)).toBe('saved'));
