import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaySite } from '../replay/site.ts';
import { type Chromium, launchChromium } from './harness/chromium.ts';

/** What the overlay costs the page. Shares of a busy machine's time are only held to loose limits. */
let browser: Chromium;
beforeAll(async () => {
  browser = await launchChromium({ site: replaySite({ below: 7_000 }) });
});
afterAll(() => browser.close());

/**
 * Waits for the hosts as the page sees them. Looking into the strips would hold on to every node of the page
 * in the debugger, and what these tests measure with it.
 */
const waitForHosts = (page: Page, count: number, timeout = 15_000) =>
  expect
    .poll(() => page.evaluate(() => document.querySelectorAll('[data-rv4]').length), { timeout })
    .toBe(count);

interface TraceEvent {
  name: string;
  tid: number;
  ts: number;
  /** Microseconds on the clock, and of the thread's own work. */
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string }; beginData?: { stackTrace?: { url: string }[] } };
}

const CATEGORIES = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline.stack'];
const OURS = 'content-scripts/square.js';

/** What the browser did while `act` ran. */
async function traced(page: Page, act: () => Promise<void>): Promise<TraceEvent[]> {
  const { context } = browser;
  const whole = context.browser();
  if (!whole) throw new Error('no browser to trace');
  await whole.startTracing(page, { categories: CATEGORIES });
  await act();
  return JSON.parse((await whole.stopTracing()).toString()).traceEvents;
}

const isOurs = ({ name, args }: TraceEvent) =>
  name === 'FunctionCall' && Boolean(args?.data?.url?.includes(OURS));

/** Layouts and style recalculations that a script asked for while it ran. */
const forced = (events: TraceEvent[]) =>
  events
    .filter(({ name }) => name === 'Layout' || name === 'UpdateLayoutTree')
    .flatMap(({ args }) => args?.beginData?.stackTrace ?? [])
    .map(({ url }) => url);

test('sixty posts: no layout is forced, no task is long, a card costs a small part of a frame', async () => {
  const page = await browser.page('/en/square');
  await waitForHosts(page, 20);
  const events = await traced(page, async () => {
    for (const count of [40, 60]) {
      await page.evaluate(() => window.replay.more(20));
      await waitForHosts(page, count);
      for (let n = 0; n < 5; n++) await page.evaluate(() => window.replay.tick());
      await page.mouse.wheel(0, 2_000);
      await page.waitForTimeout(400);
    }
  });
  const ours = events.filter(isOurs);
  expect(ours.length).toBeGreaterThan(3);
  expect(forced(events).filter((url) => url.includes(OURS))).toEqual([]);
  const work = ours.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
  expect(Math.max(...work)).toBeLessThan(50);
  expect(work.reduce((sum, ms) => sum + ms, 0) / 40).toBeLessThan(2);
  await page.close();
});

test('the trace would show a forced layout: this one is the page’s own', async () => {
  const page = await browser.page('/en/square');
  const events = await traced(page, async () => {
    await page.addScriptTag({ url: '/__replay/client.js' });
    await page.evaluate(() => {
      document.body.style.width = '900px';
      return document.body.offsetHeight;
    });
  });
  expect(forced(events).length).toBeGreaterThan(0);
  await page.close();
});

test('with a four times slower processor, frames are drawn while posts arrive', async () => {
  const page = await browser.page('/en/square');
  await waitForHosts(page, 20);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const events = await traced(page, async () => {
    for (let n = 0; n < 4; n++) {
      await page.evaluate(() => window.replay.more(20));
      await page.mouse.wheel(0, 3_000);
      await page.waitForTimeout(500);
    }
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  // A slowed thread sleeps within a task: its own work is what counts, four times.
  const longest = Math.max(...events.filter(isOurs).map(({ tdur, dur }) => (4 * (tdur ?? dur ?? 0)) / 1000));
  expect(longest).toBeLessThan(100);
  await waitForHosts(page, 100);
  await page.close();
});

interface Counters {
  nodes: number;
  listeners: number;
  heap: number;
}

async function counters(session: CDPSession): Promise<Counters> {
  for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { nodes, listeners: jsEventListeners, heap: usedSize };
}

/**
 * Waits until there is at most 5 % more of everything than before: what was read is still on its way to the
 * background for a while.
 */
async function backTo(session: CDPSession, before: Counters): Promise<void> {
  await expect
    .poll(
      async () => {
        const after = await counters(session);
        const names = ['nodes', 'listeners', 'heap'] as const;
        return names
          .filter((name) => after[name] > 1.05 * before[name])
          .map((name) => [name, before[name], after[name]]);
      },
      { timeout: 40_000, interval: 1_000 },
    )
    .toEqual([]);
}

test('fifty navigations do not leak', async () => {
  const page = await browser.page('/en/square');
  await waitForHosts(page, 20);
  const session = await page.context().newCDPSession(page);
  // In one go inside the page: each call from outside leaves a little of its own there.
  const visit = (times: number) =>
    page.evaluate(async (count) => {
      const id = document.querySelector('.feed-card [data-id]')?.getAttribute('data-id') ?? '';
      const hosts = () => [...document.querySelectorAll('[data-rv4]')];
      /** Waits for hosts that were not in the HTML which the site kept of its last view. */
      const overlay = async (least: number) => {
        const kept = new Set(hosts());
        const end = performance.now() + 10_000;
        while (hosts().filter((host) => !kept.has(host)).length < least) {
          if (performance.now() > end) throw new Error(`no ${least} strips on ${location.pathname}`);
          await new Promise((next) => setTimeout(next, 20));
        }
      };
      for (let n = 0; n < count; n++) {
        await window.replay.openPost(id);
        await overlay(1);
        await window.replay.go('/en/square');
        await overlay(20);
      }
    }, times);
  // Until then code is compiled and tables find their size.
  await visit(50);
  await waitForHosts(page, 20);
  const before = await counters(session);
  await visit(50);
  await waitForHosts(page, 20);
  await backTo(session, before);
  await page.close();
}, 300_000);

test('a thousand posts come and go: nodes, listeners and heap are as before', async () => {
  const page = await browser.page('/en/square');
  await waitForHosts(page, 20);
  const session = await page.context().newCDPSession(page);
  const comeAndGo = async (count: number) => {
    const hosts = await page.evaluate(async (posts) => {
      for (let n = 0; n < posts; n += 100) {
        await window.replay.more(100);
        await new Promise((next) => setTimeout(next, 300));
      }
      // The replayed site has a few of its posts twice.
      const ids = [...document.querySelectorAll('.feed-card [data-id]')].map((card) =>
        card.getAttribute('data-id'),
      );
      return new Set(ids).size;
    }, count);
    expect(hosts).toBeGreaterThan(0.99 * count);
    await waitForHosts(page, hosts, 120_000);
    await page.evaluate(() => {
      for (const card of [...document.querySelectorAll('.feed-card')].slice(20)) card.remove();
    });
    await waitForHosts(page, 20);
  };
  // Until then code is compiled, and the tables of what was seen find their size (a heap snapshot's word).
  await comeAndGo(1_000);
  const before = await counters(session);
  await comeAndGo(1_000);
  await backTo(session, before);
  await page.close();
}, 300_000);
