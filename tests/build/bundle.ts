/** The built extension as files, and what one of its pages loads before it shows anything. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildFolder, type Target } from '../browser/harness/build.ts';

/** Name (forward slashes) and text of every script of a build. */
export function scripts(target: Target): [name: string, text: string][] {
  const folder = buildFolder(target);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

/** Bytes of one file, or several, as they would travel. */
export const gzipped = (target: Target, names: Iterable<string>): number =>
  [...names].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(buildFolder(target), name)), { level: 9 }).length,
    0,
  );

/** Static imports of a script: `import{a}from"./b.js"`, `import"./b.js"`. Not `import("./b.js")`. */
const STATIC = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^"'`;()]*?from\s*)?["']([^"']+)["']/g;

/**
 * What a page needs before it shows anything: the page, its scripts and styles, and what they import at once.
 * @param page `popup.html`
 */
export function firstLoad(target: Target, page: string): Set<string> {
  const read = (name: string) => readFileSync(join(buildFolder(target), name), 'utf8');
  const needed = new Set([page]);
  const open: string[] = [];
  for (const [, place = ''] of read(page).matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g))
    open.push(place.replace(/^\.?\//, ''));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    if (!name.endsWith('.js')) continue;
    for (const [, place = ''] of read(name).matchAll(STATIC))
      open.push(posix.normalize(posix.join(posix.dirname(name), place)));
  }
  return needed;
}
