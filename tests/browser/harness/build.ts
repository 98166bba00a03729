/** The builds under test: made once per run, and only when a source is newer than what is there. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');
const SOURCES = ['entrypoints', 'components', 'lib', 'public', 'seeds', 'wxt.config.ts', 'package-lock.json'];

export type Target = 'chrome' | 'firefox';

/** Folder of the unpacked extension. */
export const buildFolder = (target: Target) => join(PROJECT, '.output', `${target}-mv3`);

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The folder's own time counts too: it changes when a file is deleted.
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

/**
 * Builds one target.
 * @throws when the build fails, with its output.
 */
export function build(target: Target): void {
  const wxt = join(PROJECT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [wxt, 'build', '-b', target], {
    cwd: PROJECT,
    // Vitest's own NODE_ENV would make a development build.
    env: { ...process.env, NODE_ENV: 'production', WXT_TELEMETRY: '0' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`wxt build -b ${target} failed\n${stdout}\n${stderr}`);
}

/** Builds one target if it is older than its sources. `KEEP_BUILD=1` takes the build that is there. */
export function ensureBuilt(target: Target): void {
  const manifest = join(buildFolder(target), 'manifest.json');
  const built = existsSync(manifest) ? statSync(manifest).mtimeMs : 0;
  if (built > 0 && process.env.KEEP_BUILD) return;
  if (SOURCES.some((source) => newest(join(PROJECT, source)) >= built)) build(target);
}
