/**
 * `npm test`: every check of the project, one after the other. All of them run, even when one fails.
 *
 *     node tests/setup/test.mjs [step ...]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFirefox } from './browsers.mjs';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'feedglass-test-'));
process.env.WXT_TELEMETRY = '0';

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * Runs a package's program; shows its output only when it fails.
 * @param {...string[]} commands each a path below node_modules, then arguments
 * @returns {Tally}
 */
function quietly(...commands) {
  for (const [program = '', ...args] of commands) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(PROJECT, 'node_modules', program), ...args],
      { cwd: PROJECT, encoding: 'utf8' },
    );
    if (status !== 0) {
      process.stdout.write(`${stdout}${stderr}`);
      return { passed: 0, failed: 1 };
    }
  }
  return { passed: 1, failed: 0 };
}

/**
 * Runs one suite of tests/vitest.config.ts and shows it as it goes.
 * @param {string} project
 * @returns {Tally}
 */
function suite(project) {
  const file = join(reports, `${project}.json`);
  const { status } = spawnSync(
    process.execPath,
    [
      join(PROJECT, 'node_modules/vitest/vitest.mjs'),
      ...['run', '-c', 'tests/vitest.config.ts', '--project', project, '--silent=passed-only'],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      // Builds and browsers share one output folder and two cores: one file at a time.
      ...(project === 'unit' ? [] : ['--no-file-parallelism']),
    ],
    { cwd: PROJECT, stdio: 'inherit' },
  );
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
    // A file that does not load has no test to fail.
    return { passed: numPassedTests, failed: Math.max(numFailedTests, status === 0 ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** @type {Record<string, () => Tally>} */
const STEPS = {
  lint: () =>
    quietly(['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=10', '.']),
  types: () => quietly(['wxt/bin/wxt.mjs', 'prepare'], ['typescript/bin/tsc', '--noEmit']),
  unit: () => suite('unit'),
  build: () => suite('build'),
  bench: () => quietly(['tsx/dist/cli.mjs', 'tests/bench/run.ts', '--quick']),
  chromium: () => suite('chromium'),
  firefox: () => suite('firefox'),
};

const chosen = process.argv.slice(2);
const names = Object.keys(STEPS).filter((name) => chosen.length === 0 || chosen.includes(name));
const began = Date.now();
/** @type {string[]} */
const lines = [];
const total = { passed: 0, failed: 0 };

for (const name of names) {
  if (name === 'firefox' && !findFirefox()) {
    lines.push('firefox    skipped: no Firefox on this machine');
    continue;
  }
  const from = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  const { passed, failed } = STEPS[name]?.() ?? { passed: 0, failed: 1 };
  total.passed += passed;
  total.failed += failed;
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  lines.push(
    `${name.padEnd(10)} ${failed ? 'FAILED' : 'ok'}  ${passed} passed, ${failed} failed, ${seconds} s`,
  );
}

rmSync(reports, { recursive: true, force: true });
process.stdout.write(`\n${lines.join('\n')}\n`);
process.stdout.write(
  `\n${total.passed} passed, ${total.failed} failed in ${Math.round((Date.now() - began) / 1000)} s\n`,
);
process.exit(total.failed === 0 ? 0 : 1);
