/** Reads files of posts with the code that the extension uses. */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { RawPost } from '../post.ts';
import { readDump, readPage, urlOfSavedPage } from '../square/index.ts';
import { decodeText, ImportError, MAX_FILE_BYTES } from '../store/import/json-file.ts';
import { type ImportDocument, parseExport } from '../store/import/read-export.ts';
import { parseExportStream } from '../store/import/read-export-stream.ts';
import { type InputPost, parsePostLines } from './ndjson.ts';
import { parseHtml } from './parse-html.ts';

export interface Input {
  posts: InputPost[];
  document: ImportDocument | null;
  /** Errors in single lines; the other lines were read. */
  errors: string[];
}

/** Surface assumed for a part of a page: the home feed. */
const SQUARE_HOME = 'https://www.binance.com/en/square';

const readText = (path: string) => decodeText(readFileSync(path));

const READERS: Record<string, (path: string) => Input | Promise<Input>> = {
  '.txt': (path) => toInput(readDump(readText(path)).posts),
  '.html': readHtml,
  '.htm': readHtml,
  '.ndjson': (path) => ({ ...parsePostLines(readText(path)), document: null }),
  '.jsonl': (path) => ({ ...parsePostLines(readText(path)), document: null }),
  '.json': async (path) => ({ posts: [], document: await readExportFile(path), errors: [] }),
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

/** The files of the paths: for a directory, its readable files, sorted by name. */
export function expandPath(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name))
    .flatMap((inside) => {
      if (statSync(inside).isDirectory()) return expandPath(inside);
      return Object.hasOwn(READERS, extname(inside).toLowerCase()) ? [inside] : [];
    });
}

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
  const input = await read(path);
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
  return { posts: raws.map((raw) => ({ raw, id: null })), document: null, errors: [] };
}
