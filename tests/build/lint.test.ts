import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildFolder, PROJECT, type Target } from '../browser/harness/build.ts';

/** What Mozilla's linter says of a build: `type code file`, file names without their hash. */
function lint(target: Target): string[] {
  const program = join(PROJECT, 'node_modules', 'web-ext', 'bin', 'web-ext.js');
  const args = [program, 'lint', '--source-dir', buildFolder(target), '--output', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8 });
  const report: { errors: Found[]; warnings: Found[]; notices: Found[] } = JSON.parse(stdout);
  const named = ({ _type, code, file = '' }: Found) =>
    `${_type} ${code} ${file.replace(/^chunks\/.*/, 'a chunk')}`;
  return [...report.errors, ...report.warnings, ...report.notices].map(named).sort();
}

interface Found {
  _type: string;
  code: string;
  file?: string;
}

/** Preact can set innerHTML when told to by `dangerouslySetInnerHTML`; the linter bans that word in our code. */
const PREACT = 'warning UNSAFE_VAR_ASSIGNMENT a chunk';

test('the Firefox build: no error, and only the warnings we know', () => {
  expect(lint('firefox')).toEqual([
    // data_collection_permissions is known on Android from 142 on; we do not offer the extension there.
    'warning KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION manifest.json',
    PREACT,
  ]);
});

test('the Chrome build: only what says that it is not for Firefox', () => {
  expect(lint('chrome')).toEqual([
    'error ADDON_ID_REQUIRED manifest.json',
    'error BACKGROUND_SERVICE_WORKER_NOFALLBACK manifest.json',
    'warning MISSING_DATA_COLLECTION_PERMISSIONS manifest.json',
    PREACT,
  ]);
});
