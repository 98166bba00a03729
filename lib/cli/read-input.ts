/** Files of posts, each kind read by the code that the extension uses. */
import { statSync } from 'node:fs';
import { extname } from 'node:path';
import type { RawPost } from '../post.ts';
import { readDump } from '../square/dump/read-dump.ts';
import { SQUARE_HOME } from '../square/hosts.ts';
import { readPage } from '../square/page/read-page.ts';
import { urlOfSavedPage } from '../square/page/saved-page-url.ts';
import { decodeText, ImportError, MAX_FILE_BYTES } from '../store/import/json-file.ts';
import { type ImportDocument, parseExport } from '../store/import/read-export.ts';
import { readExportParts } from '../store/import/read-export-stream.ts';
import { readAll, readBytes, STDIN, splitLines, startingWith } from './io/read-lines.ts';
import { fileErrorReason } from './list-files.ts';
import { type InputPost, PostLineReader } from './ndjson.ts';

// Libraries that few inputs need are loaded with the first of these: each thread would take their time.
/** How a Parquet file begins. */
const PARQUET_MAGIC = 'PAR1';

export interface Input {
  posts: InputPost[];
  document: ImportDocument | null;
  /** Errors in single lines; the other lines were read. */
  errors: string[];
  /** What was left out of posts that were read. */
  warnings: string[];
}

/** A part of a file; `lines` is true for a file with a post a line. */
type InputPart = Input & { lines: boolean };

const KINDS = ['.txt', '.html', '.htm', '.ndjson', '.jsonl', '.json', '.parquet'] as const;
type Kind = (typeof KINDS)[number];

/** True for a file whose ending names a kind that is read; `.gz` may follow. */
export const canRead = (path: string): boolean => kindOf(path) !== null;

/** The ending that names the kind: without `.gz`, in lower case. */
const endingOf = (path: string): string => extname(path.replace(/\.gz$/i, '')).toLowerCase();
const kindOf = (path: string): Kind | null => KINDS.find((kind) => kind === endingOf(path)) ?? null;

/** Size of a file in bytes; `null` for standard input, a pipe, and where it is unknown. */
export function sizeOf(path: string): number | null {
  if (path === STDIN) return null;
  try {
    const stats = statSync(path);
    return stats.isFile() ? stats.size : null;
  } catch {
    return null;
  }
}

/**
 * Reads one file in parts: posts one a line as they come, anything else as a whole. The kind is told by the ending, that
 * of standard input by how it begins; gzip is unpacked.
 * @param path a file, or `-` for standard input
 * @param onBytes called with the number of bytes read since its last call
 * @throws Error with the cause
 */
export async function* readInput(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<InputPart> {
  let found = false;
  try {
    for await (const part of readParts(path, onBytes)) {
      found ||= part.posts.length + part.errors.length + (part.document?.captures.length ?? 0) > 0;
      yield part;
    }
  } catch (error) {
    if (error instanceof ImportError) throw error;
    if (typeof (error as NodeJS.ErrnoException).code !== 'string') throw error;
    throw new Error(fileErrorReason(error));
  }
  if (!found) throw new ImportError('empty', 'no posts found');
}

async function* readParts(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<InputPart> {
  const isNamed = path !== STDIN && endingOf(path) !== '';
  if (isNamed && !canRead(path))
    throw new ImportError(
      'other-format',
      `${endingOf(path)} files are not supported; use ${KINDS.join(' ')}`,
    );
  const size = sizeOf(path);
  const isLarge = size !== null && size > MAX_FILE_BYTES;
  if (isLarge && /^\.(?:txt|html?)$/.test(endingOf(path)))
    throw new ImportError('too-large', `${size} bytes; the limit is ${MAX_FILE_BYTES}`);
  if (path !== STDIN && kindOf(path) === '.parquet' && !/\.gz$/i.test(path)) {
    const { readParquet } = await import('./parquet/read-parquet.ts');
    for await (const part of readParquet(path, onBytes)) yield { ...part, document: null, lines: true };
    return;
  }
  const chunks = readBytes(path, onBytes);
  const first = await chunks.next();
  if (first.done) throw new ImportError('empty', 'the file is empty');
  const bytes = startingWith([first.value], chunks);
  switch (kindOf(path) ?? guessKind(first.value, path)) {
    case '.parquet':
      throw new ImportError('other-format', 'a Parquet file must be named .parquet and must not be packed');
    case '.ndjson':
    case '.jsonl':
      yield* readPostLines(bytes);
      return;
    case '.json':
      for await (const document of readExport(bytes)) yield toPart({ document });
      return;
    case '.html':
    case '.htm':
      yield toPart({ posts: await readHtml(decodeText(await readAll(bytes, MAX_FILE_BYTES))) });
      return;
    case '.txt':
      yield toPart({ posts: toInputPosts(readDump(decodeText(await readAll(bytes, MAX_FILE_BYTES))).posts) });
  }
}

/**
 * Reads an export, JSON or our NDJSON, in parts; packed with gzip or not. A large one is read line by line.
 * @param path a file, or `-` for standard input
 * @param onBytes called with the number of bytes read since its last call
 * @throws Error with the cause
 */
export async function* readExportFile(
  path: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<ImportDocument> {
  try {
    const chunks = readBytes(path, onBytes);
    const first = await chunks.next();
    if (first.done) throw new ImportError('empty', 'the file is empty');
    const bytes = startingWith([first.value], chunks);
    const kind = path === STDIN ? guessKind(first.value, path) : kindOf(path);
    const isLines = kind === '.ndjson' || kind === '.jsonl';
    yield* isLines ? readLargeExport(bytes, 0) : readExport(bytes);
  } catch (error) {
    if (error instanceof ImportError || typeof (error as NodeJS.ErrnoException).code !== 'string')
      throw error;
    throw new Error(fileErrorReason(error));
  }
}

/** Up to this size a file is parsed as a whole: then faults are named by their place in the document. In bytes. */
const SMALL_BYTES = 8 * 1024 * 1024;
/** How an export begins as it was written: its head has a line of its own. */
const AS_WRITTEN = /^\{"format":[^\n]*,\n/;
const BEGINNING_BYTES = 1 << 16;

async function* readExport(chunks: AsyncGenerator<Buffer>): AsyncGenerator<ImportDocument> {
  const begun: Buffer[] = [];
  let length = 0;
  let limit = SMALL_BYTES;
  while (length <= limit) {
    const { done, value } = await chunks.next();
    if (done) {
      yield parseExport(Buffer.concat(begun));
      return;
    }
    begun.push(value);
    length += value.length;
    const isOther =
      length > SMALL_BYTES && !AS_WRITTEN.test(Buffer.concat(begun, BEGINNING_BYTES).toString());
    if (isOther) limit = MAX_FILE_BYTES;
  }
  yield* readLargeExport(startingWith(begun, chunks), length);
}

const NO_LIMITS = { bytes: Number.POSITIVE_INFINITY, records: Number.POSITIVE_INFINITY };

function readLargeExport(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<ImportDocument> {
  return readExportParts(chunks, size, new Date(), null, NO_LIMITS);
}

async function* readPostLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<InputPart> {
  const reader = new PostLineReader();
  for await (const lines of splitLines(bytes)) yield { ...reader.read(lines), document: null, lines: true };
  yield { ...reader.end(), document: null, lines: true };
}

/** What standard input holds, or a file without an ending, by how it begins. */
function guessKind(bytes: Buffer, path: string): Kind {
  if (bytes.toString('latin1', 0, PARQUET_MAGIC.length) === PARQUET_MAGIC) return '.parquet';
  const [line = ''] = bytes
    .toString('utf8', 0, 1000)
    .replace(/^\ufeff/, '')
    .trimStart()
    .split('\n');
  if (line.startsWith('<')) return '.html';
  if (line.startsWith('{')) return line.trim() === '{' || /^\{\s*"format"/.test(line) ? '.json' : '.ndjson';
  if (path === STDIN || /\.gz$/i.test(path)) return '.txt';
  throw new ImportError('other-format', `the file has no extension; use ${KINDS.join(' ')}`);
}

async function readHtml(html: string): Promise<InputPost[]> {
  const { parseHtml } = await import('./parse-html.ts');
  const document = await parseHtml(html);
  // A part of a page (cards copied from the inspector) has no address: then only the ids in its cards are
  // used.
  const url = urlOfSavedPage(document);
  const page = readPage(document, url ?? SQUARE_HOME);
  if (url === null && page.cards.length === 0)
    throw new ImportError('other-format', 'not a saved page of Binance Square');
  if (page.health === 'unreadable')
    throw new ImportError('other-format', 'the page has posts, but in a layout that is not supported');
  return toInputPosts(page.cards.map(({ post }) => post));
}

const toInputPosts = (raws: RawPost[]): InputPost[] => raws.map((raw) => ({ raw, id: null }));

const toPart = (part: Partial<Input>): InputPart => ({
  ...{ posts: [], document: null, errors: [], warnings: [], lines: false },
  ...part,
});
