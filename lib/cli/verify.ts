/**
 * `npm run --silent verify -- FILE…`: checks exports. Each must be a valid document, and the hash of each
 * record must match its content; changed records are listed. The exit code is 1 if anything is wrong.
 */
import { recordsWithBadHash } from '../store/import/read-export.ts';
import { readExportFile } from './read-input.ts';

async function verifyFile(file: string): Promise<boolean> {
  try {
    const document = await readExportFile(file);
    const changed = await recordsWithBadHash(document);
    for (const id of changed) console.error(`${file}: record ${id} was changed after it was exported`);
    const count = document.captures.length;
    if (changed.length === 0)
      console.log(`${file}: ${count} ${count === 1 ? 'record' : 'records'}, all as exported`);
    return changed.length === 0;
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: npm run --silent verify -- FILE…');
  process.exitCode = 2;
}
for (const file of files) if (!(await verifyFile(file))) process.exitCode = 1;
