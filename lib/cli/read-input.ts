/** Files of posts, each kind read by the code that the extension uses. */
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
  /** What is wrong with single lines; the rest of the file was read. */
  errors: string[];
}

/** The surface assumed for a piece of a page: the feed. */
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
 * Reads an export: JSON, or NDJSON of our own. A large one is read by lines.
 * @throws BadFile saying what is wrong with it.
 */
export async function readExportFile(path: string): Promise<ImportDocument> {
  const { size } = statSync(path);
  if (size <= MAX_FILE_BYTES && extname(path).toLowerCase() !== '.ndjson')
    return parseExport(readFileSync(path));
  return parseExportStream(createReadStream(path), size);
}

/** The files behind the paths: a directory stands for the files in it that we can read, by name. */
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
 * @throws Error saying what is wrong with it.
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
  // A piece of a page (cards copied out of the inspector) names no address; what its cards say of themselves decides.
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
