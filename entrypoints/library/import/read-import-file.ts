/** What a file or pasted text holds, as an export document: one way in for exports, page texts and saved pages. */

import { t } from '../../../lib/i18n/translate.ts';
import type { RawPost } from '../../../lib/post.ts';
import { readDump, readPage, urlOfSavedPage } from '../../../lib/square/index.ts';
import { toExportRecord } from '../../../lib/store/export/export-record.ts';
import { FORMAT, FORMAT_VERSION } from '../../../lib/store/export/export-schema.ts';
import { decodeText, ImportError, MAX_FILE_BYTES } from '../../../lib/store/import/json-file.ts';
import { type ImportDocument, parseExport } from '../../../lib/store/import/read-export.ts';
import { parseExportStream, streamChunks } from '../../../lib/store/import/read-export-stream.ts';
import { toStoredPost } from '../../../lib/store/merge/merge-sighting.ts';
import { parsePosts } from '../../../lib/store/merge/parse-posts.ts';
import { withPlausibleTime } from '../../../lib/store/merge/plausible-time.ts';

/**
 * Reads a file by its ending.
 * @param isKnown tells which codes the library has met as tickers.
 * @throws BadFile saying what is wrong.
 */
export async function readImportFile(
  file: File,
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ImportDocument> {
  const ending = endingOf(file);
  if (ending === 'txt') return toImportDocument(readDump(decodeText(await bytesOf(file))).posts, isKnown);
  if (ending === 'html' || ending === 'htm')
    return toImportDocument(readHtml(decodeText(await bytesOf(file))), isKnown);
  return readExportFile(file);
}

/** Reads an export. A large one is read by lines, which only files as we write them can be. */
export async function readExportFile(file: File): Promise<ImportDocument> {
  if (file.size <= MAX_FILE_BYTES && endingOf(file) !== 'ndjson') return parseExport(await bytesOf(file));
  return parseExportStream(streamChunks(file.stream()), file.size);
}

const endingOf = ({ name }: File) => name.toLowerCase().split('.').at(-1);

/** A file's bytes, unless it is so large that reading it alone would be the harm. */
async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > MAX_FILE_BYTES)
    throw new ImportError('too-large', `${file.size} bytes; the limit is ${MAX_FILE_BYTES}`);
  return new Uint8Array(await file.arrayBuffer());
}

/** Reads the text of a page that was copied as a whole. */
export function readPastedText(
  text: string,
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ImportDocument> {
  return toImportDocument(readDump(text).posts, isKnown);
}

/** The posts of a page, saved now. */
async function toImportDocument(
  raws: RawPost[],
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ImportDocument> {
  if (raws.length === 0) throw new ImportError('empty', t('bring_no_posts'));
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

/** The browser's parser that runs nothing and keeps our policy's promise (no string ever becomes live markup). */
interface DocumentWithParseHTML {
  parseHTML?: (html: string, options: { sanitizer: object }) => Document;
}

/** The posts of a saved page. What the parser leaves out (scripts, handlers) is nothing that is read. */
function readHtml(html: string): RawPost[] {
  const { parseHTML } = Document as unknown as DocumentWithParseHTML;
  if (!parseHTML) throw new ImportError('html', t('bring_no_parser'));
  const page = parseHTML.call(Document, html, {
    sanitizer: { removeElements: [], removeAttributes: [], comments: true },
  });
  const url = urlOfSavedPage(page);
  if (url === null) throw new ImportError('html', t('bring_not_square'));
  return readPage(page, url).cards.map(({ post }) => post);
}
