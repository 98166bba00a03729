/**
 * `npm run --silent analyze -- PATH…`: analyzes files without a browser. Prints the export document of all
 * posts in text dumps, saved pages, posts (NDJSON) and exports; a directory means the files in it. A file
 * that cannot be read is reported on stderr, and the exit code is 1; the other files are still analyzed.
 */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { exportDocumentChunks } from '../store/export/export-document.ts';
import { listFiles } from './list-files.ts';
import { PostCollection } from './post-collection.ts';
import { canRead, type Input, readInput } from './read-input.ts';
import { type ReportError, runProgram } from './run-program.ts';

const USAGE = `usage: npm run --silent analyze -- PATH… (files .txt .html .ndjson .json, or directories)
Prints one export document (JSON) of all posts in the files: each post once, its tickers with their roles, its copies.
  .txt             the text of a Square page, copied as a whole
  .html .htm       a saved Square page
  .ndjson .jsonl   a post a line: {"id"?, "author"?, "postedAt"?, "title"?, "text", "url"?}
  .json            an export of Feedglass
Times: ISO 8601, Unix seconds or milliseconds, RFC 2822, "Wed Jun 03 17:34:10 +0000 2026".
What cannot be read is named on stderr with file, line and field; the rest is still reported.
Exit code: 0 everything was read, 1 something was not, 2 wrong arguments.`;

await runProgram(USAGE, async (paths, reportError) => {
  const inputs = await readInputs(paths, reportError);
  const collection = await PostCollection.fromInputs(inputs, reportError);
  const document = exportDocumentChunks(collection, { generator: generator(), now: new Date(), texts: true });
  for await (const chunk of document) {
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
  }
});

async function readInputs(paths: string[], reportError: ReportError) {
  const inputs: { path: string; input: Input; lines: boolean }[] = [];
  for (const path of paths) {
    for (const file of listFiles(path, canRead, reportError)) {
      try {
        const input = await readInput(file);
        for (const reason of input.errors) reportError(file, reason);
        for (const warning of input.warnings) console.error(`${file}: ${warning}`);
        inputs.push({ path: file, input, lines: /^\.(?:ndjson|jsonl)$/i.test(extname(file)) });
        const count = input.posts.length + (input.document?.captures.length ?? 0);
        console.error(`${file}: ${count} ${count === 1 ? 'post' : 'posts'}`);
      } catch (error) {
        reportError(file, error instanceof Error ? error.message : String(error));
      }
    }
  }
  return inputs;
}

function generator(): string {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return `${name} ${version}`;
}
