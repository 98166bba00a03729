/** Reads a file or pasted text as an export document: exports, texts of pages, and saved pages. */

import { t } from '../../../lib/i18n/translate.ts';
import type { RawPost } from '../../../lib/post.ts';
import { readDump } from '../../../lib/square/dump/read-dump.ts';
import { readPage } from '../../../lib/square/page/read-page.ts';
import { urlOfSavedPage } from '../../../lib/square/page/saved-page-url.ts';
import { toExportRecord } from '../../../lib/store/export/export-record.ts';
import { FORMAT, FORMAT_VERSION } from '../../../lib/store/export/export-schema.ts';
import { decodeText, ImportError, MAX_FILE_BYTES } from '../../../lib/store/import/json-file.ts';
import { type ImportDocument, parseExport } from '../../../lib/store/import/read-export.ts';
import { parseExportStream, streamChunks } from '../../../lib/store/import/read-export-stream.ts';
import { UnknownFields } from '../../../lib/store/import/unknown-fields.ts';
import { toStoredPost } from '../../../lib/store/merge/merge-sighting.ts';
import { parsePosts } from '../../../lib/store/merge/parse-posts.ts';
import { withPlausibleTime } from '../../../lib/store/merge/plausible-time.ts';

/**
 * Reads a file; its extension decides how.
 * @param isKnown returns which codes occur as tickers in the library
 * @throws ImportError with the cause
 */
export async function readImportFile(
  file: File,
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ImportDocument> {
  const ending = endingOf(file);
  if (ending === 'txt') return toImportDocument(readDump(decodeText(await bytesOf(file))).posts, isKnown);
  if (ending === 'html' || ending === 'htm')
    return toImportDocument(readHtml(decodeText(await bytesOf(file))), isKnown);
  if (OUTPUT_ONLY.has(ending ?? ''))
    throw new ImportError('other-format', `.${ending} files cannot be imported; JSON and NDJSON exports can`);
  return readExportFile(file, new UnknownFields());
}

/** Formats that are written for other programs, and do not hold the whole record. */
const OUTPUT_ONLY = new Set(['csv', 'tsv', 'md', 'graphml', 'xlsx']);

/**
 * Reads an export. A large file is parsed line by line, which works only for the layout that we write.
 * @param unknown gets the fields that this version does not know; without it they are errors
 */
export async function readExportFile(
  file: File,
  unknown: UnknownFields | null = null,
): Promise<ImportDocument> {
  const now = new Date();
  if (file.size <= MAX_FILE_BYTES && endingOf(file) !== 'ndjson')
    return parseExport(await bytesOf(file), now, unknown);
  return parseExportStream(streamChunks(file.stream()), file.size, now, unknown);
}

const endingOf = ({ name }: File) => name.toLowerCase().split('.').at(-1);

/** Reads the bytes of a file, unless it is too large for memory. */
async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > MAX_FILE_BYTES)
    throw new ImportError('too-large', `${file.size} bytes; the limit is ${MAX_FILE_BYTES}`);
  return new Uint8Array(await file.arrayBuffer());
}

/** Reads the copied text of a whole page. */
export function readPastedText(
  text: string,
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ImportDocument> {
  return toImportDocument(readDump(text).posts, isKnown);
}

/** A document with the posts of a page, captured now. */
async function toImportDocument(
  raws: RawPost[],
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ImportDocument> {
  if (raws.length === 0) throw new ImportError('empty', t('import_no_posts'));
  const now = new Date().toISOString();
  const posts = new Map(
    (await parsePosts(raws, isKnown)).map((post) => [
      post.id,
      toStoredPost(withPlausibleTime(post, now), now),
    ]),
  );
  const captures = [...posts.values()].map((post) => toExportRecord({ ...post, capturedAt: now }));
  return { ...emptyDocument(now), captures: await Promise.all(captures) };
}

function emptyDocument(exportedAt: string): Omit<ImportDocument, 'captures'> {
  const none = { copyGroups: null, verdicts: [], corrections: [], tickers: [], campaigns: [] };
  return { format: FORMAT, version: FORMAT_VERSION, generator: 'feedglass', exportedAt, ...none };
}

/**
 * `Document.parseHTMLUnsafe` runs no scripts, and the page's policy allows it: no string becomes active
 * markup.
 */
interface DocumentWithParseHTML {
  parseHTML?: (html: string, options: { sanitizer: object }) => Document;
}

/** Reads the posts of a saved page. */
function readHtml(html: string): RawPost[] {
  const { parseHTML } = Document as unknown as DocumentWithParseHTML;
  if (!parseHTML) throw new ImportError('html', t('import_no_parser'));
  const page = parseHTML.call(Document, html, {
    sanitizer: { removeElements: [], removeAttributes: [], comments: true },
  });
  const url = urlOfSavedPage(page);
  if (url === null) throw new ImportError('html', t('import_not_square'));
  return readPage(page, url).cards.map(({ post }) => post);
}
