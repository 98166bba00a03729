/**
 * `npm run --silent analyze -- PATH…`: analyzes files without a browser. Prints the export document of all
 * posts in text dumps, saved pages, posts (NDJSON) and exports; a directory means the files in it. A file
 * that cannot be read is reported on stderr, and the exit code is 1; the other files are still analyzed.
 */

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { exportDocumentChunks } from '../store/export/export-document.ts';
import { PostCollection } from './post-collection.ts';
import { expandPath, type Input, readInput } from './read-input.ts';

const USAGE = 'usage: npm run --silent analyze -- PATH… (files .txt .html .ndjson .json, or directories)';

async function main(paths: string[]): Promise<number> {
  if (paths.length === 0) {
    console.error(USAGE);
    return 2;
  }
  let failed = false;
  const reportError = (path: string, reason: string) => {
    failed = true;
    console.error(`${path}: ${reason}`);
  };
  const inputs: { input: Input; lines: boolean }[] = [];
  for (const path of paths) {
    for (const file of listFiles(path, reportError)) {
      try {
        const input = await readInput(file);
        for (const reason of input.errors) reportError(file, reason);
        inputs.push({ input, lines: /^\.(?:ndjson|jsonl)$/i.test(extname(file)) });
        const count = input.posts.length + (input.document?.captures.length ?? 0);
        console.error(`${file}: ${count} ${count === 1 ? 'post' : 'posts'}`);
      } catch (error) {
        reportError(file, error instanceof Error ? error.message : String(error));
      }
    }
  }
  const corpus = await PostCollection.fromInputs(inputs);
  for await (const chunk of exportDocumentChunks(corpus, {
    generator: generator(),
    now: new Date(),
    texts: true,
  })) {
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
  }
  return failed ? 1 : 0;
}

function listFiles(path: string, reportError: (path: string, reason: string) => void): string[] {
  try {
    return expandPath(path);
  } catch {
    reportError(path, 'no such file');
    return [];
  }
}

function generator(): string {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return `${name} ${version}`;
}

// `analyze … | head` closes the pipe: this is no error.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await main(process.argv.slice(2));
