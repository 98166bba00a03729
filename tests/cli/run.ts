import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a program of lib/cli as npm would, in a process of its own. */
export function run(program: 'analyze' | 'verify', ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `lib/cli/${program}.ts`, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 1e9,
    },
  );
  return { status, stdout, stderr };
}

/** A folder with these files. */
export function folder(files: Record<string, string | Uint8Array>): (name: string) => string {
  const path = mkdtempSync(join(tmpdir(), 'feedglass-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return (name) => (name === '' ? path : join(path, name));
}
