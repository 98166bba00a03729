/**
 * `npm run --silent verify -- FILE…`: checks exports. Each must be a valid document, and the hash of each
 * record must match its content; changed records are listed. The exit code is 1 if anything is wrong.
 */
import { recordsWithBadHash } from '../store/import/read-export.ts';
import { readExportFile } from './read-input.ts';
import { runProgram } from './run-program.ts';

const USAGE = `usage: npm run --silent verify -- FILE…
Checks Feedglass exports (.json, or .ndjson of the library page): each file must be a valid document, and the hash of
each record must fit what the record says. A changed record is named on stderr.
Exit code: 0 all as exported, 1 something is wrong, 2 wrong arguments.`;

await runProgram(USAGE, async (files, reportError) => {
  for (const file of files) {
    try {
      const document = await readExportFile(file);
      const changed = await recordsWithBadHash(document);
      for (const id of changed) reportError(file, `record ${id} was changed after it was exported`);
      const count = document.captures.length;
      if (changed.length === 0)
        console.log(`${file}: ${count} ${count === 1 ? 'record' : 'records'}, all as exported`);
    } catch (error) {
      reportError(file, error instanceof Error ? error.message : String(error));
    }
  }
});
