import { defineConfig } from 'vitest/config';

const slow = { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false } as const;
/** A real browser on a busy machine takes its time, and may miss a moment: one more try, which the report shows. */
const browser = { ...slow, retry: 1, expect: { poll: { timeout: 15_000, interval: 50 } } } as const;

/**
 * Four suites: `unit` (pure code, no browser), `build` (what the builds contain), `chromium` and `firefox`
 * (the built extension in a real browser).
 */
export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: '.',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', 'tests/build/**'],
          setupFiles: ['tests/setup/unit.ts'],
          // A limit against hanging, not a measure of speed: a busy machine is no fault of the code.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'build',
          root: '.',
          include: ['tests/build/*.test.ts'],
          globalSetup: ['tests/browser/harness/setup.chromium.ts', 'tests/browser/harness/setup.firefox.ts'],
          ...slow,
        },
      },
      {
        extends: true,
        test: {
          name: 'chromium',
          root: '.',
          include: ['tests/browser/*.chromium.test.ts'],
          globalSetup: ['tests/browser/harness/setup.chromium.ts'],
          ...browser,
        },
      },
      {
        extends: true,
        test: {
          name: 'firefox',
          root: '.',
          include: ['tests/browser/*.firefox.test.ts'],
          globalSetup: ['tests/browser/harness/setup.firefox.ts'],
          ...browser,
        },
      },
    ],
  },
});
