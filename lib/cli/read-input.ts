/** Files of posts, each kind read by the code that the extension uses. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { RawPost } from '../post.ts';
import { SQUARE_HOME } from '../site.ts';
import { readDump, readPage, urlOfSavedPage } from '../square/index.ts';
import { decodeText, ImportError, MAX_FILE_BYTES } from '../store/import/json-file.ts';
import { type ImportDocument, parseExport } from '../store/import/read-export.ts';
import { parseExportStream } from '../store/import/read-export-stream.ts';
import { fileErrorReason } from './list-files.ts';
import { type InputPost, parsePostLines } from './ndjson.ts';
import { parseHtml } from './parse-html.ts';

export interface Input {
  posts: InputPost[];
  document: ImportDocument | null;
  /** Errors in single lines; the other lines were read. */
  errors: string[];
  /** What was left out of posts that were read. */
  warnings: string[];
}

const readText = (path: string) => decodeText(readBytes(path));

/** A file's bytes; one that is too large is refused before it is read. */
function readBytes(path: string): Uint8Array {
  const { size } = statSync(path);
  if (size > MAX_FILE_BYTES)
    throw new ImportError('too-large', `${size} bytes; the limit is ${MAX_FILE_BYTES}`);
  return readFileSync(path);
}

const READERS: Record<string, (path: string) => Input | Promise<Input>> = {
  '.txt': (path) => toInput(readDump(readText(path)).posts),
  '.html': readHtml,
  '.htm': readHtml,
  '.ndjson': (path) => ({ ...parsePostLines(readBytes(path)), document: null }),
  '.jsonl': (path) => ({ ...parsePostLines(readBytes(path)), document: null }),
  '.json': async (path) => ({ posts: [], document: await readExportFile(path), errors: [], warnings: [] }),
};

/**
 * Reads an export: JSON, or our NDJSON. A large one is read line by line.
 * @throws ImportError with the cause
 */
export async function readExportFile(path: string): Promise<ImportDocument> {
  const { size } = statSync(path);
  if (size <= MAX_FILE_BYTES && extname(path).toLowerCase() !== '.ndjson')
    return parseExport(readFileSync(path));
  return parseExportStream(createReadStream(path), size);
}

/** True for a file whose ending names a kind that is read. */
export const canRead = (path: string): boolean => Object.hasOwn(READERS, extname(path).toLowerCase());

/**
 * Reads one file.
 * @throws Error with the cause
 */
export async function readInput(path: string): Promise<Input> {
  const ending = extname(path).toLowerCase();
  const read = Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
  if (!read)
    throw new ImportError(
      'other-format',
      `${ending || 'no ending'}: only ${Object.keys(READERS).join(' ')} are read`,
    );
  let input: Input;
  try {
    input = await read(path);
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new Error(fileErrorReason(error));
  }
  if (input.posts.length === 0 && !input.document?.captures.length && input.errors.length === 0) {
    throw new ImportError('empty', 'no post was found in it');
  }
  return input;
}

async function readHtml(path: string): Promise<Input> {
  const document = await parseHtml(readText(path));
  // A part of a page (cards copied from the inspector) has no address: then only the ids in its cards are
  // used.
  const url = urlOfSavedPage(document);
  const page = readPage(document, url ?? SQUARE_HOME);
  if (url === null && page.cards.length === 0)
    throw new ImportError('other-format', 'this page does not say that it is one of Binance Square');
  if (page.health === 'unreadable')
    throw new ImportError('other-format', 'there are posts in the page, but in no form we know');
  return toInput(page.cards.map(({ post }) => post));
}

function toInput(raws: RawPost[]): Input {
  return { posts: raws.map((raw) => ({ raw, id: null })), document: null, errors: [], warnings: [] };
}
