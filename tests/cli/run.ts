import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI_FOLDER } from '../setup/cli.ts';

export type Program = 'analyze' | 'verify';

/** The built program, a path below the project's root. */
export const builtProgram = (program: Program): string => `${CLI_FOLDER}/${program}.mjs`;

/** Runs a program of lib/cli in a process of its own. */
export function run(program: Program, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtProgram(program), ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return { status, stdout, stderr };
}

/** A folder with these files. */
export function folder(files: Record<string, string | Uint8Array>): (name: string) => string {
  const path = mkdtempSync(join(tmpdir(), 'feedglass-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return (name) => (name === '' ? path : join(path, name));
}
