import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** A browser keeps a processor busy: more at a time would not be done sooner, and miss moments. */
const BROWSERS = Math.max(2, availableParallelism());
/** Browser tests that measure time, or kill what others would wait for: one file at a time, after all others. */
const ALONE = ['crash-recovery', 'page-cost', 'page-hostile'];

const filesOf = (names: string[], browser: string) =>
  names.map((name) => `tests/browser/${name}.${browser}.test.ts`);

/** One suite of browser tests. A real browser on a busy machine may miss a moment: one more try, which is counted. */
const browserSuite = (browser: 'chromium' | 'firefox', alone: boolean) => ({
  extends: true as const,
  test: {
    name: alone ? `${browser}-alone` : browser,
    root: '.',
    include: filesOf(alone ? ALONE : ['*'], browser),
    exclude: alone ? [] : filesOf(ALONE, browser),
    globalSetup: [`tests/browser/harness/setup.${browser}.ts`],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 1,
    expect: { poll: { timeout: 15_000, interval: 50 } },
    maxWorkers: alone ? 1 : BROWSERS,
    sequence: { groupOrder: alone ? 2 : 1 },
  },
});

/**
 * The suites: `unit` (pure code, no browser), `build` (what the builds contain), `chromium` and `firefox` (the built
 * extension in a real browser), and `long` (what repeats on a larger scale). Each browser has a profile and a proxy of
 * its own, so files run side by side; groups run one after the other, in the order of `groupOrder`.
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: '.',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', 'tests/build/**', 'tests/long/**'],
          globalSetup: ['tests/setup/cli.ts'],
          setupFiles: ['tests/setup/unit.ts'],
          // A limit against hanging, not a measure of speed: a busy machine is no fault of the code.
          testTimeout: 120_000,
          maxWorkers: availableParallelism(),
        },
      },
      {
        extends: true,
        test: {
          name: 'build',
          root: '.',
          include: ['tests/build/*.test.ts'],
          globalSetup: ['tests/browser/harness/setup.chromium.ts', 'tests/browser/harness/setup.firefox.ts'],
          testTimeout: 120_000,
          maxWorkers: availableParallelism(),
        },
      },
      browserSuite('chromium', false),
      browserSuite('firefox', false),
      browserSuite('chromium', true),
      browserSuite('firefox', true),
      {
        extends: true,
        test: {
          name: 'long',
          root: '.',
          include: ['tests/long/*.test.ts', 'tests/square/drift.test.ts'],
          setupFiles: ['tests/setup/unit.ts'],
          env: { DRIFT_PAGES: '800' },
          testTimeout: 300_000,
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
