/** The extension with another manifest, for faults that its permissions keep off. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFolder, type Target } from './build.ts';

/** A copy of a build without one permission. */
export function copyWithout(permission: string, target: Target = 'chrome'): string {
  const folder = mkdtempSync(join(tmpdir(), 'feedglass-variant-'));
  cpSync(buildFolder(target), folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { permissions: string[] };
  manifest.permissions = manifest.permissions.filter((name) => name !== permission);
  writeFileSync(file, JSON.stringify(manifest));
  return folder;
}
