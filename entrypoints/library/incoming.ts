/** What a file or pasted text holds, as an export document: one way in for exports, page texts and saved pages. */
import type { RawPost } from '../../lib/post.ts';
import { readDump, readPage, urlOfSavedPage } from '../../lib/square/index.ts';
import { toCapture } from '../../lib/store/capture.ts';
import { FORMAT, FORMAT_VERSION } from '../../lib/store/export-schema.ts';
import { BadFile, decode, MAX_BYTES } from '../../lib/store/gate.ts';
import { type Incoming, readExport } from '../../lib/store/import.ts';
import { chunksOf, readLinedExport } from '../../lib/store/lines.ts';
import { newPost } from '../../lib/store/merge.ts';
import { possible } from '../../lib/store/possible.ts';
import { understand } from '../../lib/store/understand.ts';
import { t } from '../../lib/words.ts';

/**
 * Reads a file by its ending.
 * @param isKnown tells which codes the library has met as tickers.
 * @throws BadFile saying what is wrong.
 */
export async function readFile(
  file: File,
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<Incoming> {
  const ending = endingOf(file);
  if (ending === 'txt') return documentOf(readDump(decode(await bytesOf(file))).posts, isKnown);
  if (ending === 'html' || ending === 'htm')
    return documentOf(readHtml(decode(await bytesOf(file))), isKnown);
  return readExportFile(file);
}

/** Reads an export. A large one is read by lines, which only files as we write them can be. */
export async function readExportFile(file: File): Promise<Incoming> {
  if (file.size <= MAX_BYTES && endingOf(file) !== 'ndjson') return readExport(await bytesOf(file));
  return readLinedExport(chunksOf(file.stream()), file.size);
}

const endingOf = ({ name }: File) => name.toLowerCase().split('.').at(-1);

/** A file's bytes, unless it is so large that reading it alone would be the harm. */
async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > MAX_BYTES) throw new BadFile('too-large', `${file.size} bytes; the limit is ${MAX_BYTES}`);
  return new Uint8Array(await file.arrayBuffer());
}

/** Reads the text of a page that was copied as a whole. */
export function readPasted(
  text: string,
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<Incoming> {
  return documentOf(readDump(text).posts, isKnown);
}

/** The posts of a page, saved now. */
async function documentOf(
  raws: RawPost[],
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<Incoming> {
  if (raws.length === 0) throw new BadFile('empty', t('bring_no_posts'));
  const now = new Date().toISOString();
  const posts = new Map(
    (await understand(raws, isKnown)).map((post) => [post.id, newPost(possible(post, now), now)]),
  );
  const captures = [...posts.values()].map((post) => toCapture({ ...post, capturedAt: now }));
  return { ...head(now), captures: await Promise.all(captures) };
}

function head(exportedAt: string): Omit<Incoming, 'captures'> {
  const none = { copyGroups: null, verdicts: [], corrections: [], tickers: [], campaigns: [] };
  return { format: FORMAT, version: FORMAT_VERSION, generator: 'feedglass', exportedAt, ...none };
}

/** The browser's parser that runs nothing and keeps our policy's promise (no string ever becomes live markup). */
interface SafeParser {
  parseHTML?: (html: string, options: { sanitizer: object }) => Document;
}

/** The posts of a saved page. What the parser leaves out (scripts, handlers) is nothing that is read. */
function readHtml(html: string): RawPost[] {
  const { parseHTML } = Document as unknown as SafeParser;
  if (!parseHTML) throw new BadFile('html', t('bring_no_parser'));
  const page = parseHTML.call(Document, html, {
    sanitizer: { removeElements: [], removeAttributes: [], comments: true },
  });
  const url = urlOfSavedPage(page);
  if (url === null) throw new BadFile('html', t('bring_not_square'));
  return readPage(page, url).cards.map(({ post }) => post);
}
