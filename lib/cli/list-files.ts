/** The files behind a path of the command line. One entry that cannot be read costs only itself. */
import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportError } from './run-program.ts';

/**
 * A file is listed itself; of a directory, the files in it and below it that `canRead` accepts, by name. A directory
 * that links lead to twice, or back to, is read once.
 * @param reportError called for a link to nothing, a link loop, a directory that may not be read, and one without a file to
 *   read
 */
export function listFiles(
  path: string,
  canRead: (path: string) => boolean,
  reportError: ReportError,
): string[] {
  const readDirectories = new Set<string>();
  let hasError = false;
  const list = (at: string, given: boolean): string[] => {
    let stats: Stats;
    let names: string[] = [];
    try {
      stats = statSync(at);
      if (stats.isDirectory()) {
        const real = realpathSync(at);
        if (readDirectories.has(real)) return [];
        readDirectories.add(real);
        names = readdirSync(at).sort();
      }
    } catch (error) {
      hasError = true;
      reportError(at, fileErrorReason(error));
      return [];
    }
    if (stats.isDirectory()) return names.flatMap((name) => list(join(at, name), false));
    // A pipe in a directory would wait for its writer; one that was named is meant.
    return given || (stats.isFile() && canRead(at)) ? [at] : [];
  };
  const files = list(path, true);
  if (files.length === 0 && !hasError) reportError(path, 'no supported files in this directory');
  return files;
}

const REASONS: Record<string, string> = {
  ENOENT: 'no such file',
  ELOOP: 'a link that leads back to itself',
  EACCES: 'it may not be read (permission denied)',
  EPERM: 'it may not be read (permission denied)',
  ENOTDIR: 'no such file',
  EISDIR: 'a directory',
  ENAMETOOLONG: 'the name is too long',
};

/** Why the system refused a file, in words. */
export function fileErrorReason(error: unknown): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
