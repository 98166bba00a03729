/** The README's moving picture: a reader scrolls, opens the badge of a copy, and saves the post. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { type Chromium, stripOf, waitForStrips } from '../browser/harness/chromium.ts';
import { homePosts } from '../replay/posts.ts';

/** Shown part of the window, in px: the column of the feed. */
const CLIP = { x: 230, y: 40, width: 760, height: 620 };
/** Width of the file, in px. */
const WIDTH = 640;

class Frames {
  readonly #images: Buffer[] = [];
  readonly #delays: number[] = [];

  /** Adds what the page shows now. @param ms how long it stays */
  async add(page: Page, ms: number): Promise<void> {
    this.#images.push(
      await sharp(await page.screenshot({ clip: CLIP }))
        .resize(WIDTH)
        .toBuffer(),
    );
    this.#delays.push(ms);
  }

  async write(file: string): Promise<void> {
    await sharp(this.#images, { join: { animated: true } })
      .gif({ delay: this.#delays, loop: 0, colours: 64, dither: 0, interFrameMaxError: 4 })
      .toFile(file);
  }
}

/**
 * Writes `feedglass.gif`, from the real extension on the replayed feed.
 * @param folder where to
 */
export async function movingPicture(browser: Chromium, folder: string): Promise<void> {
  const page = await browser.page('/en/square');
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.addStyleTag({ content: '.feed-layout-widget-sidebar { visibility: hidden }' });
  await waitForStrips(page, 20);
  await page.waitForTimeout(1_000);
  const copy = homePosts.find(({ handle }) => handle === 'daily_chain')?.id ?? '';
  const strip = await stripOf(page, copy);
  const top = await strip.read((root) => root.host.getBoundingClientRect().top + scrollY);
  const frames = new Frames();
  const end = Math.max(0, top - 420);
  await frames.add(page, 1_200);
  for (let step = 1; step <= 8; step++) {
    // Slows down toward the end, as a scrolling hand does.
    await page.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), end * (1 - (1 - step / 8) ** 2));
    await page.waitForTimeout(100);
    await frames.add(page, step === 8 ? 1_400 : 80);
  }
  const { x, y } = await strip.read((root) => {
    const { left, top, width, height } = (
      root.querySelector('.copy button') as Element
    ).getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  await page.mouse.click(x, y);
  await page.waitForTimeout(800);
  const panel = await strip.read((root) => root.querySelector('.panel')?.getBoundingClientRect().bottom ?? 0);
  await page.evaluate((by) => scrollBy({ top: by, behavior: 'instant' }), Math.max(0, panel - 640));
  await page.waitForTimeout(200);
  await frames.add(page, 3_200);
  await strip.click('.save');
  await page.waitForTimeout(700);
  await frames.add(page, 2_200);
  await frames.write(join(folder, 'feedglass.gif'));
  await page.close();
}
