/**
 * Prepares this machine: checks the Node version, installs dependencies, generates types, and installs the
 * browsers named on the command line. Plain Node without dependencies. Messages go to stderr, so that stdout
 * stays clean.
 *     node scripts/setup.mjs [chromium] [firefox]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox } from './find-browsers.mjs';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const inProject = (/** @type {string[]} */ ...parts) => join(PROJECT, ...parts);
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** @param {string} line why setup cannot continue, and what the user can do */
function giveUp(line) {
  say(line);
  process.exit(1);
}

/**
 * Runs a command; prints its output to stderr if it fails.
 * @param {string} command
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
function run(command, args) {
  const shell = process.platform === 'win32'; // npm is npm.cmd on Windows
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: PROJECT, encoding: 'utf8', shell });
  if (status !== 0) say(`${stdout ?? ''}${stderr ?? ''}`);
  return status === 0;
}

function checkNode() {
  const wanted = JSON.parse(readFileSync(inProject('package.json'), 'utf8')).engines.node;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [least = 0, leastMinor = 0] = wanted
    .replace(/[^\d.]/g, '')
    .split('.')
    .map(Number);
  if (major < least || (major === least && minor < leastMinor))
    giveUp(`Feedglass needs Node ${wanted}; this is ${process.versions.node}. See https://nodejs.org`);
}

/**
 * True if node_modules matches the lock file. (Compared by content: npm writes the lock file last, so times
 * do not tell.)
 */
function dependenciesAreThere() {
  const packagesOf = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  try {
    const wanted = packagesOf(inProject('package-lock.json'));
    const installed = packagesOf(inProject('node_modules', '.package-lock.json'));
    return Object.keys(wanted).every(
      (path) => path === '' || wanted[path].optional || installed[path]?.version === wanted[path].version,
    );
  } catch {
    return false; // nothing is installed yet
  }
}

function installDependencies() {
  if (dependenciesAreThere()) return;
  say('Installing dependencies (npm ci) ...');
  if (!run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']))
    giveUp('npm ci failed: see above. It needs the npm registry.');
}

/** Generates the file that tsconfig.json extends. */
function generateTypes() {
  if (existsSync(inProject('.wxt', 'tsconfig.json'))) return;
  process.env.WXT_TELEMETRY = '0';
  if (!run(process.execPath, [inProject('node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare']))
    giveUp('wxt prepare failed: see above.');
}

/** @returns {string[] | null} the command that runs apt-get, or `null` if it is not available */
function aptGet() {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return null;
  if (process.getuid?.() === 0) return ['apt-get'];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', 'apt-get'] : null;
}

/** @param {string[]} packages names of Debian packages */
function installPackages(packages) {
  const [command, ...args] = aptGet() ?? [];
  if (!command) return;
  say(`Installing ${packages.join(', ')} from Debian's packages ...`);
  process.env.DEBIAN_FRONTEND = 'noninteractive';
  run(command, [...args, 'update', '-qq']);
  run(command, [...args, 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

const FONTS = ['fonts-liberation', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];

function needChromium() {
  if (findChromium()) return;
  if (process.env.CHROME_PATH) giveUp(`CHROME_PATH is ${process.env.CHROME_PATH}, which cannot be run.`);
  installPackages(['chromium', ...FONTS]);
  if (!findChromium())
    giveUp(
      'Chromium is missing. Install it ("sudo apt-get install chromium", or "npx playwright-core install chromium") or set CHROME_PATH to one. Google Chrome will not do: it ignores --load-extension.',
    );
}

/** Firefox is optional, except in CI. */
function wantFirefox() {
  if (findFirefox()) return;
  installPackages(['firefox-esr', ...FONTS]);
  if (findFirefox()) return;
  const how = 'Firefox is missing. Install it ("sudo apt-get install firefox-esr") or set FIREFOX_PATH.';
  if (process.env.CI) giveUp(how);
  say(`${how} Its tests are skipped.`);
}

checkNode();
installDependencies();
generateTypes();
if (process.argv.includes('chromium')) needChromium();
if (process.argv.includes('firefox')) wantFirefox();
