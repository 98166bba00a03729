/**
 * `npm run --silent verify -- FILE…`: checks exports. Each must be a valid document, its hashes must match its content,
 * and every claim that a post repeats another is computed again from the two texts. What does not hold is named with
 * its place in the document. The exit code is 1 if anything is wrong.
 */
import { type Verification, verifyExport } from '../store/verify/verify-export.ts';
import { readExportFile } from './read-input.ts';
import { runProgram } from './run-program.ts';

const USAGE = `usage: npm run --silent verify -- FILE…
Checks Feedglass exports (.json, or .ndjson from the library). Each file must be a valid document. It checks:
  hashes   of each record, and of the whole document: every value, the number and order of records, groups, tables
  times    the bounds of publication, from id, label and sighting
  copies   source, kind, score, order, first and members of each group, computed again from the texts
What does not hold is named on stderr with its place in the document.
Not checked: whether the site showed these texts, authors, counters and times. Roles of tickers, and tables, are checked
only by the hash. A hash finds changes, but whoever changes a file on purpose can compute a new one.
Exit code: 0 everything holds, 1 something does not, 2 wrong arguments.`;

await runProgram(USAGE, {}, async (files, _options, reportError) => {
  for (const file of files) {
    try {
      const found = await verifyExport(await readExportFile(file));
      for (const { path, message } of found.faults) reportError(file, `${path}: ${message}`);
      if (found.faults.length === 0) console.log(`${file}: ${summary(found)}`);
    } catch (error) {
      reportError(file, error instanceof Error ? error.message : String(error));
    }
  }
});

function summary({ posts, claims, unchecked, hash }: Verification): string {
  const parts = [
    `${counted(posts, 'record')}, all as exported`,
    `${counted(claims, 'copy claim')}, all hold`,
  ];
  if (unchecked > 0) parts.push(`${counted(unchecked, 'copy claim')} not checked: no source in the file`);
  if (hash === null) parts.push('no hash of the whole document: its order and tables are not checked');
  return parts.join('; ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
