/**
 * `npm test`: every check of the project. All of them run, even when one fails.
 *
 *     node scripts/test.mjs [--all] [check or suite ...]
 *
 * First lint, types and both builds, side by side; then the suites of tests/vitest.config.ts, in the order and with
 * the number of workers given there. `--all` adds what only repeats on a larger scale (`.ci/run`). The last line of
 * the output is always `N passed, N failed in N s`.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { findFirefox } from './find-browsers.mjs';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
/** More retries in one run than this fail it: of about 270 browser tests two in a hundred may miss a moment. */
const MOST_RETRIES = 5;
process.env.WXT_TELEMETRY = '0';

/** @typedef {{ passed: number, failed: number, skipped: number, ms: number }} Result */

/** @type {Map<string, Result>} */
const results = new Map();

/**
 * The failed tests, repeated in short at the end: the end is what is left of a long output that was cut.
 * @type {string[]}
 */
const failures = [];

/**
 * Runs one program of a package.
 * @param {string} program path below node_modules
 * @param {string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
function run(program, args) {
  const child = spawn(process.execPath, [join(PROJECT, 'node_modules', program), ...args], { cwd: PROJECT });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ ok: code === 0, output })));
}

const build = (/** @type {string} */ browser) => run('wxt/bin/wxt.mjs', ['build', '-b', browser]);

/**
 * What is not a suite of tests, the longest first.
 * @type {Record<string, () => ReturnType<typeof run>>}
 */
const CHECKS = {
  'build-chrome': () => build('chrome'),
  'build-firefox': () => build('firefox'),
  types: () => run('typescript/bin/tsc', ['--noEmit']),
  lint: () => run('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=10', '.']),
};
const SUITES = ['unit', 'build', 'chromium', 'firefox', 'chromium-alone', 'firefox-alone'];
/** Only with `--all`: it repeats what other tests check, on a larger scale. */
const LONG_SUITE = 'long';
const bench = () => run('tsx/dist/cli.mjs', ['tests/bench/run.ts', '--quick']);

/**
 * Runs a check; prints its output only if it fails.
 * @param {string} name
 * @param {() => ReturnType<typeof run>} check
 */
async function runCheck(name, check) {
  const start = Date.now();
  const { ok, output } = await check();
  results.set(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, ms: Date.now() - start });
  process.stdout.write(`${name}: ${ok ? 'ok' : `FAILED\n${output}`}\n`);
}

/**
 * Runs checks in parallel, one per processor.
 * @param {string[]} names keys of CHECKS
 */
async function runChecks(names) {
  const waiting = [...names];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift())
      await runCheck(name, /** @type {() => ReturnType<typeof run>} */ (CHECKS[name]));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

/**
 * @param {string} name
 * @param {readonly { message?: string }[]} [errors]
 */
function addFailure(name, errors = []) {
  const first = errors[0]?.message?.trim().split('\n').slice(0, 3).join(' ') ?? '';
  failures.push(`  ${name}${first && `: ${first.slice(0, 300)}`}`);
}

/**
 * Runs suites and prints the result of each test file when it ends.
 * @param {string[]} project names of suites
 * @returns {Promise<string[]>} the tests that passed only on retry
 */
async function runSuites(project) {
  if (project.length === 0) return [];
  const options = { root: PROJECT, config: 'tests/vitest.config.ts', run: true, watch: false, project };
  const vitest = await startVitest('test', [], { ...options, silent: 'passed-only' });
  const retried = [];
  for (const file of vitest.state.getTestModules()) {
    const suite = file.project.name;
    const result = results.get(suite) ?? { passed: 0, failed: 0, skipped: 0, ms: 0 };
    results.set(suite, result);
    for (const test of file.children.allTests()) {
      const { state } = test.result();
      if (state === 'pending') result.failed += 1;
      else result[state] += 1;
      if (state === 'failed')
        addFailure(`${suite}: ${file.relativeModuleId}: ${test.fullName}`, test.result().errors);
      else if (test.diagnostic()?.retryCount) retried.push(`${suite}: ${test.fullName}`);
    }
    // A file that fails to load, or whose hook fails, may have no failed test.
    if (!file.ok() && file.errors().length > 0) {
      result.failed += 1;
      addFailure(`${suite}: ${file.relativeModuleId}`, file.errors());
    }
    result.ms += file.diagnostic().duration;
  }
  for (const name of project) {
    if (!results.has(name)) results.set(name, { passed: 0, failed: 1, skipped: 0, ms: 0 });
  }
  // Errors outside of tests: uncaught ones, or a failed global setup.
  const errors = /** @type {Error[]} */ (vitest.state.getUnhandledErrors());
  if (errors.length > 0) {
    results.set('unhandled errors', { passed: 0, failed: errors.length, skipped: 0, ms: 0 });
    addFailure('outside of a test', errors);
  }
  await vitest.close();
  return retried;
}

const args = process.argv.slice(2);
const all = args.includes('--all');
const chosen = args.filter((name) => !name.startsWith('--'));
const unknown = chosen.filter((name) => !Object.hasOwn(CHECKS, name) && !SUITES.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `No such check: ${unknown.join(', ')}. There are ${[...Object.keys(CHECKS), ...SUITES].join(', ')}.\n`,
  );
  process.exit(2);
}
/** `chromium` includes `chromium-alone`. */
const isChosen = (/** @type {string} */ name) =>
  chosen.length === 0 || chosen.some((one) => name === one || name === `${one}-alone`);

const start = Date.now();
const withFirefox = findFirefox() !== null;
const suites = SUITES.filter((name) => isChosen(name) && (withFirefox || !name.startsWith('firefox')));

// tsconfig.json extends a file that WXT generates; both builds generate the same one.
const prepared = await run('wxt/bin/wxt.mjs', ['prepare']);
if (!prepared.ok) process.stdout.write(prepared.output);
await runChecks(Object.keys(CHECKS).filter(isChosen));
const retried = await runSuites(all ? [...suites, LONG_SUITE] : suites);
if (all) await runCheck('bench', bench);

const lines = [...results].map(([name, { passed, failed, skipped, ms }]) => {
  const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
  return `${name.padEnd(16)} ${failed ? 'FAILED' : 'ok    '} ${counts}, ${(ms / 1000).toFixed(1)} s`;
});
if (!withFirefox && SUITES.some((name) => name.startsWith('firefox') && isChosen(name)))
  lines.push('firefox          skipped: no Firefox on this machine');
lines.push(
  `second tries: ${retried.length} (at most ${MOST_RETRIES})`,
  ...retried.map((name) => `  ${name}`),
);

if (failures.length > 0) lines.push('failed:', ...failures);

const sum = (/** @type {'passed' | 'failed'} */ key) =>
  [...results.values()].reduce((total, result) => total + result[key], 0);
const failed = sum('failed') + (retried.length > MOST_RETRIES ? 1 : 0);
process.stdout.write(`\n${lines.join('\n')}\n`);
process.stdout.write(
  `\n${sum('passed')} passed, ${failed} failed in ${Math.round((Date.now() - start) / 1000)} s\n`,
);
process.exit(failed === 0 ? 0 : 1);
