/** What a file or pasted text holds, as an export document: one way in for exports, page texts and saved pages. */
import type { RawPost } from '../../lib/post.ts';
import { readDump, readPage, urlOfSavedPage } from '../../lib/square/index.ts';
import { toCapture } from '../../lib/store/capture.ts';
import { type ExportDocument, FORMAT, FORMAT_VERSION } from '../../lib/store/export-schema.ts';
import { BadFile, decode } from '../../lib/store/gate.ts';
import { readExport } from '../../lib/store/import.ts';
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
  name: string,
  bytes: Uint8Array,
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ExportDocument> {
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  if (ending === 'txt') return documentOf(readDump(decode(bytes)).posts, isKnown);
  if (ending === 'html' || ending === 'htm') return documentOf(readHtml(decode(bytes)), isKnown);
  if (ending === 'ndjson') return readExport(new TextEncoder().encode(fromLines(decode(bytes))));
  return readExport(bytes);
}

/** Reads the text of a page that was copied as a whole. */
export function readPasted(
  text: string,
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ExportDocument> {
  return documentOf(readDump(text).posts, isKnown);
}

/** The posts of a page, saved now. */
async function documentOf(
  raws: RawPost[],
  isKnown: (codes: string[]) => Promise<Set<string>>,
): Promise<ExportDocument> {
  if (raws.length === 0) throw new BadFile('empty', t('bring_no_posts'));
  const now = new Date().toISOString();
  const posts = new Map(
    (await understand(raws, isKnown)).map((post) => [post.id, newPost(possible(post, now), now)]),
  );
  const captures = [...posts.values()].map((post) => toCapture({ ...post, capturedAt: now }));
  return { ...head(now), captures: await Promise.all(captures) };
}

function head(exportedAt: string): Omit<ExportDocument, 'captures'> {
  const none = { copyGroups: [], verdicts: [], corrections: [], tickers: [], campaigns: [] };
  return { format: FORMAT, version: FORMAT_VERSION, generator: 'feedglass', exportedAt, ...none };
}

/** Our NDJSON as a document: one record a line, its copy group left out, for the library finds it again. */
function fromLines(text: string): string {
  const captures = text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      const { copyGroup: _, ...record } = JSON.parse(line) as Record<string, unknown>;
      return [record];
    } catch {
      throw new BadFile('not-json', `line ${i + 1} is not JSON`);
    }
  });
  return JSON.stringify({ ...head(new Date().toISOString()), captures });
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
