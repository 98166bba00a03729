/**
 * `npm run --silent analyze -- PATH…`: analyzes files without a browser. Writes an export of all posts in text dumps,
 * saved pages, posts (NDJSON, Parquet) and exports; a directory means the files in it, `-` standard input. A file that cannot be
 * read is reported on stderr, and the exit code is 1; the other files are still analyzed.
 */

import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { exportDocumentChunks } from '../store/export/export-document.ts';
import { toExportRecord } from '../store/export/export-record.ts';
import { FORMATS, type FormatName, type Leaving } from '../store/export/formats/index.ts';
import { KEYS_HEAD, keyRows } from './candidate-keys.ts';
import { CandidatePairs } from './candidate-pairs.ts';
import { Output } from './io/output.ts';
import { showProgress, step, writeMessage } from './io/progress.ts';
import { STDIN } from './io/read-lines.ts';
import { fileErrorReason, listFiles } from './list-files.ts';
import { parseTime } from './parse-time.ts';
import { PostCollection } from './post-collection.ts';
import { canRead, readInput, sizeOf } from './read-input.ts';
import { type ReportError, runProgram, UsageError } from './run-program.ts';
import { sha256 } from './sha256.ts';
import { serveTasks } from './tasks/serve-tasks.ts';
import { TaskRunner, usualThreads } from './tasks/task-runner.ts';

/** What `--keys` writes in place of a format. */
const KEYS = 'keys';
const PARQUET = 'parquet';
const FORMAT_NAMES = ['json', ...Object.keys(FORMATS), PARQUET];

const USAGE = `usage: npm run --silent analyze -- [options] PATH… (files .txt .html .ndjson .json .parquet, directories, or - for standard input)
Writes one export of all posts in the files: each post once, with its tickers, their roles, and its copies.
  .txt             the text of a Square page, copied as a whole
  .html .htm       a saved Square page
  .ndjson .jsonl   one post per line: {"id"?, "author"?, "postedAt"?, "title"?, "text", "url"?, "site"?}; of any size
  .json            a Feedglass export
  .parquet         one post per row, with columns named like the fields above or like those of --format parquet
All but the last can be packed with gzip (.ndjson.gz). Texts are kept in a temporary file, not in memory; TMPDIR sets its folder.
Options:
  --format NAME    ${FORMAT_NAMES.join(', ')}; default json, the only one with groups, tickers and campaigns
  --out FILE       write to FILE instead of standard output; the file appears when it is complete
  --since DATE     only posts published at or after DATE; posts of unknown time are left out
  --group-min N    only groups of at least N posts
  --keys           write the keys for finding copies (CSV) instead of an export; see docs/large-collections.md
  --pairs FILE     compare only the pairs of posts in FILE: two ids per line
  --threads N      threads besides the main one; default: one per processor, none for few posts
  --progress       show progress even if standard error is not a terminal
  --help, -h       show this text
Times: ISO 8601, Unix seconds or milliseconds, RFC 2822, "Wed Jun 03 17:34:10 +0000 2026".
What cannot be read is named on stderr with file, line and field; the rest is still reported.
Exit code: 0 everything was read, 1 something could not be read, 2 wrong arguments, 130 stopped with Ctrl+C.
Examples:
  npm run --silent analyze -- --out export.json posts/
  zcat posts.ndjson.gz | npm run --silent analyze -- --format csv --since 2026-06-01 - > posts.csv`;

const OPTIONS = {
  format: 'string',
  out: 'string',
  since: 'string',
  'group-min': 'string',
  keys: 'boolean',
  pairs: 'string',
  threads: 'string',
  progress: 'boolean',
} as const;

/** Options of an export, which would do nothing. */
const NOT_WITH_KEYS = ['format', 'group-min', 'pairs'] as const;

const main: Parameters<typeof runProgram<typeof OPTIONS>>[2] = async (paths, options, reportError) => {
  const format = readFormat(options.format);
  const since = readSince(options.since);
  const groupMin = readGroupMin(options['group-min']);
  const unused = options.keys && NOT_WITH_KEYS.find((name) => options[name] !== undefined);
  if (unused) throw new UsageError(`--keys cannot be used with --${unused}`);
  const tasks = new TaskRunner(import.meta.url, readThreads(options.threads));
  if (options.progress) showProgress();
  const output = openOutput(options.out ?? null);
  const pairs = options.pairs === undefined ? null : await readPairs(options.pairs, reportError);
  const collection = new PostCollection(reportError, {
    ...{ since, groupMin, pairs, tasks },
    rows: format === 'json' && !options.keys,
  });
  await readFiles(paths, collection, reportError);
  const onStep = (name: string, done: number, total: number) =>
    step(name, total === 0 ? 1 : done / total, done);
  await (options.keys ? collection.collect(onStep) : collection.finish(onStep));
  if (collection.left > 0)
    writeMessage(`${collection.left} posts left out: published before ${options.since}, or time unknown`);
  for await (const chunk of exported(collection, options.keys ? KEYS : format)) await output.write(chunk);
  await output.end();
  collection.close();
  tasks.close();
};

if (isMainThread) await runProgram(USAGE, OPTIONS, main);
else serveTasks();

async function readFiles(paths: string[], collection: PostCollection, reportError: ReportError) {
  const files = paths.flatMap((path) => (path === STDIN ? [STDIN] : listFiles(path, canRead, reportError)));
  const sizes = files.map(sizeOf);
  const total = sizes.includes(null) ? null : sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  let bytes = 0;
  let all = 0;
  for (const file of files) {
    const name = file === STDIN ? 'standard input' : file;
    let count = 0;
    try {
      for await (const { posts, document, errors, warnings, lines } of readInput(file, (n) => {
        bytes += n;
      })) {
        for (const reason of errors) reportError(name, reason);
        for (const warning of warnings) writeMessage(`${name}: ${warning}`);
        if (document) collection.addDocument(document, name);
        await collection.addPosts(posts, name, lines);
        count += posts.length + (document?.captures.length ?? 0);
        await step('reading', total === null ? null : Math.min(1, bytes / total), all + count);
      }
    } catch (error) {
      reportError(name, error instanceof Error ? error.message : String(error));
      if (count === 0) continue;
    }
    all += count;
    writeMessage(`${name}: ${count} ${count === 1 ? 'post' : 'posts'}`);
  }
}

async function* exported(collection: PostCollection, format: string): AsyncGenerator<string | Uint8Array> {
  let written = 0;
  const onProgress = (posts: number) => {
    written = posts;
  };
  const chunks =
    format === 'json'
      ? exportDocumentChunks(collection, {
          ...{ generator: generator(), now: new Date(), related: true, sha256, onProgress },
          rowOf: (post) => collection.rowOf(post),
        })
      : format === KEYS
        ? keys(collection, onProgress)
        : rows(collection, format, onProgress);
  for await (const chunk of chunks) {
    yield chunk;
    await step('writing', collection.size === 0 ? 1 : written / collection.size, written);
  }
}

async function* keys(
  collection: PostCollection,
  onProgress: (posts: number) => void,
): AsyncGenerator<string> {
  yield KEYS_HEAD;
  let count = 0;
  for await (const posts of collection.posts) {
    yield posts.map(keyRows).join('');
    count += posts.length;
    onProgress(count);
  }
}

/** How rows are written: in text, or in bytes. */
interface RowWriter {
  head: string;
  rows(posts: Leaving[]): string | Uint8Array;
  end(): string | Uint8Array;
}

async function rowWriter(name: string): Promise<RowWriter> {
  if (name === PARQUET) {
    const { ParquetRows } = await import('./parquet/write-parquet.ts');
    const parquet = new ParquetRows();
    return { head: '', rows: (posts) => parquet.add(posts), end: () => parquet.end() };
  }
  const { head, row, tail } = FORMATS[name as FormatName]();
  return { head, rows: (posts) => posts.map(row).join(''), end: tail };
}

/** The posts in a format of rows. */
async function* rows(
  collection: PostCollection,
  name: string,
  onProgress: (posts: number) => void,
): AsyncGenerator<string | Uint8Array> {
  const writer = await rowWriter(name);
  const groups = new Map<string, Leaving['group']>();
  for await (const { id, kind, first } of collection.groups()) groups.set(id, { id, kind, first });
  yield writer.head;
  let count = 0;
  for await (const posts of collection.posts) {
    const toLeaving = async (post: (typeof posts)[number]): Promise<Leaving> => ({
      capture: await toExportRecord(post, sha256),
      group: groups.get(post.group ?? '') ?? null,
    });
    yield writer.rows(await Promise.all(posts.map(toLeaving)));
    count += posts.length;
    onProgress(count);
  }
  yield writer.end();
}

function readFormat(name = 'json'): string {
  if (FORMAT_NAMES.includes(name)) return name;
  throw new UsageError(`--format ${name}: use one of ${FORMAT_NAMES.join(', ')}`);
}

function readSince(date: string | undefined): number | null {
  if (date === undefined) return null;
  const time = parseTime(date);
  if (time === null) throw new UsageError(`--since ${date}: not a supported time, such as 2026-06-01`);
  return Date.parse(time);
}

function readGroupMin(number = '2'): number {
  if (/^\d{1,9}$/.test(number) && Number(number) >= 2) return Number(number);
  throw new UsageError(`--group-min ${number}: a group has at least 2 posts`);
}

function readThreads(number: string | undefined): number {
  if (number === undefined) return usualThreads();
  if (/^\d{1,2}$/.test(number)) return Number(number);
  throw new UsageError(`--threads ${number}: must be a number from 0 to 99`);
}

async function readPairs(path: string, reportError: ReportError): Promise<CandidatePairs> {
  try {
    return await CandidatePairs.read(path, reportError);
  } catch (error) {
    throw new UsageError(`--pairs ${path}: ${fileErrorReason(error)}`);
  }
}

function openOutput(path: string | null): Output {
  try {
    return new Output(path);
  } catch (error) {
    throw new UsageError(`--out ${path}: ${fileErrorReason(error)}`);
  }
}

function generator(): string {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return `${name} ${version}`;
}
