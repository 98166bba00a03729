/**
 * Parses large exports line by line: our JSON and our NDJSON have one record per line. Memory never holds the text of
 * the file, and the parsed records only if the caller keeps them. Files in another layout must be smaller than the limit
 * of `parseExport`.
 */
import * as z from 'zod/mini';
import {
  ExportCampaign,
  ExportCorrection,
  ExportDocument,
  ExportGroup,
  ExportRecord,
  ExportTickerRow,
  ExportVerdict,
  FORMAT,
  FORMAT_VERSION,
  MAX_POSTS,
} from '../export/export-schema.ts';
import { describeIssue } from './describe-issue.ts';
import { ImportError, MAX_FILE_BYTES, parseJson } from './json-file.ts';
import { checkHeader, type ImportDocument, RecordCheck } from './read-export.ts';
import type { UnknownFields } from './unknown-fields.ts';

/** Maximum size, in bytes: 100,000 posts of 5 kB. Memory use is about twice the size. */
export const MAX_STREAM_BYTES = 512 * 1024 * 1024;
/** Maximum length of a line, in characters: a post with a thousand versions of the longest text. */
const MAX_LINE = 24 * 1024 * 1024;

const LISTS = {
  captures: ExportRecord,
  copyGroups: ExportGroup,
  verdicts: ExportVerdict,
  corrections: ExportCorrection,
  tickers: ExportTickerRow,
  campaigns: ExportCampaign,
} satisfies Partial<Record<keyof ExportDocument, z.ZodMiniType>>;
type List = keyof typeof LISTS;
type Lists = { [Name in List]: ExportDocument[Name] };

const emptyLists = () => Object.fromEntries(Object.keys(LISTS).map((name) => [name, []])) as unknown as Lists;

const { format, version, generator, exportedAt, complete } = ExportDocument.shape;
const Head = z.strictObject({ format, version, generator, exportedAt, complete });

/** What a library can take; a program without a library sets others. */
const LIBRARY_LIMITS = { bytes: MAX_STREAM_BYTES, records: MAX_POSTS };

/**
 * Parses an export of any size from a byte stream.
 * @param size the size of the file in bytes; 0 if it is not known
 * @param unknown gets the fields that this version does not know; without it they are errors
 * @param limits bytes of the file, and records of each list
 * @throws ImportError with the cause and the line; at the first line if the file is not an export
 */
export async function parseExportStream(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
  now = new Date(),
  unknown: UnknownFields | null = null,
  limits = LIBRARY_LIMITS,
): Promise<ImportDocument> {
  const lists = emptyLists();
  let last: ImportDocument | null = null;
  for await (const part of parseParts(chunks, size, now, unknown, limits)) {
    last = part;
    for (const name of Object.keys(lists) as List[])
      for (const row of part[name] ?? []) (lists[name] as unknown[]).push(row);
  }
  if (last === null) throw new ImportError('empty', 'the file is empty');
  new RecordCheck(now).add(lists.captures);
  return { ...last, ...lists, copyGroups: last.copyGroups && lists.copyGroups };
}

/**
 * Parses an export as it is read. Each part is the document with only those rows of its lists that follow the rows of the
 * parts before; the last part has the hash of the whole. Parameters and errors are those of `parseExportStream`; parts
 * before a fault are given.
 */
export async function* readExportParts(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
  now = new Date(),
  unknown: UnknownFields | null = null,
  limits = LIBRARY_LIMITS,
): AsyncGenerator<ImportDocument> {
  const check = new RecordCheck(now);
  for await (const part of parseParts(chunks, size, now, unknown, limits)) {
    check.add(part.captures);
    yield part;
  }
}

async function* parseParts(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
  now: Date,
  unknown: UnknownFields | null,
  limits: typeof LIBRARY_LIMITS,
): AsyncGenerator<ImportDocument> {
  const parser = new ExportLineParser(now, unknown, limits.records);
  if (size > limits.bytes) throw new ImportError('too-large', `${size} bytes; the limit is ${limits.bytes}`);
  let number = 0;
  try {
    for await (const lines of splitLines(chunks)) {
      for (const line of lines) {
        number++;
        parser.read(line);
      }
      const part = parser.take();
      if (part) yield part;
    }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    if (!parser.hasHeader && size > MAX_FILE_BYTES)
      throw new ImportError(
        'too-large',
        `${size} bytes; the limit is ${MAX_FILE_BYTES}, but for exports as they were written`,
      );
    // Each line is parsed alone.
    const reason = error.message.replace(/at line 1, column (\d+)$/, 'at column $1');
    throw new ImportError(error.code, `line ${Math.max(1, number)}: ${reason}`);
  }
  parser.end();
}

/** Parser state: the position in the file, and the records since the last part. */
class ExportLineParser {
  readonly #now: Date;
  readonly #unknown: UnknownFields | null;
  readonly #limit: number;
  #head: z.infer<typeof Head> | null = null;
  #lists = emptyLists();
  /** How many records of each list were read before these. */
  readonly #counts = new Map<List, number>();
  /** The list being read; `null` between two lists. */
  #open: List | null = null;
  /** True while a list is read that this version does not know. */
  #isSkipping = false;
  /** NDJSON: records without an enclosing document. */
  #isNdjson = false;
  #hash: string | null = null;
  #ended = false;

  constructor(now: Date, unknown: UnknownFields | null, records: number) {
    this.#now = now;
    this.#limit = records;
    this.#unknown = unknown;
  }

  /** True if the file begins as an export does. */
  get hasHeader(): boolean {
    return this.#head !== null;
  }

  read(line: string): void {
    if (line.trim() === '') return;
    if (this.#ended) throw new ImportError('not-json', 'there is more text after the end of the document');
    if (this.#head === null) this.#begin(line);
    else if (this.#isNdjson) this.#add('captures', dropCopyGroup(parseJson(line)));
    else if (this.#isSkipping) this.#skip(line);
    else if (this.#open === null) this.#openList(line);
    else this.#addListed(this.#open, line);
  }

  /** @throws ImportError if the document is not complete */
  end(): void {
    if (this.#head === null) throw new ImportError('empty', 'the file is empty');
    if (!this.#isNdjson && !this.#ended) throw new ImportError('not-json', 'the file ends too early');
  }

  /** The document with the records since the last call; `null` before its head was read. */
  take(): ImportDocument | null {
    if (this.#head === null) return null;
    const lists = this.#lists;
    this.#lists = emptyLists();
    for (const name of Object.keys(lists) as List[])
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + lists[name].length);
    return {
      ...this.#head,
      ...lists,
      copyGroups: this.#isNdjson ? null : lists.copyGroups,
      ...(this.#hash !== null && { sha256: this.#hash }),
      ...(this.#unknown && this.#unknown.names.size > 0 && { unknown: this.#unknown }),
    };
  }

  /** Decides from the first line whether the file is JSON or NDJSON. */
  #begin(line: string): void {
    if (line.startsWith('{"format":') && line.endsWith(',')) {
      const head = parseJson(`${line.slice(0, -1)}}`);
      checkHeader(head);
      const read = this.#unknown ? this.#unknown.check(Head, head, null) : Head.safeParse(head);
      if (!read.success) {
        const [issue] = read.error.issues;
        throw new ImportError(
          'bad-record',
          `the head of the document: ${issue ? describeIssue(issue) : 'not as it should be'}`,
        );
      }
      this.#head = read.data;
      return;
    }
    if (!/^\s*[{<]/.test(line)) throw new ImportError('other-format', 'not an export of Feedglass');
    const record = dropCopyGroup(parseJson(line));
    if (typeof record !== 'object' || record === null || !('sha256' in record))
      throw new ImportError('other-format', 'not an export of Feedglass');
    this.#add('captures', record);
    this.#isNdjson = true;
    this.#head = {
      format: FORMAT,
      version: FORMAT_VERSION,
      generator: 'feedglass',
      exportedAt: this.#now.toISOString(),
    };
  }

  /** Matches `"captures":[` or `"captures":[],`, and `"sha256":"…"}` at the end. */
  #openList(line: string): void {
    const [, hash] = /^"sha256":"([0-9a-f]{64})"\}$/.exec(line) ?? [];
    if (hash !== undefined) {
      this.#hash = hash;
      this.#ended = true;
      return;
    }
    const [, name, end] = /^"(\w{1,20})":\[(\](?:,|\}))?$/.exec(line) ?? [];
    const [, field, value, next] = /^"(\w{1,60})":(.+)([,}])$/.exec(line) ?? [];
    if (name === undefined && this.#unknown && field !== undefined && value !== undefined) {
      parseJson(value);
      this.#unknown.names.add(field);
      this.#ended = next === '}';
      return;
    }
    const isKnown = name !== undefined && Object.hasOwn(LISTS, name);
    if (name === undefined || !(isKnown || this.#unknown))
      throw new ImportError('not-json', 'a list was expected');
    if (!isKnown) this.#unknown?.names.add(name);
    if (end === undefined) {
      this.#open = isKnown ? (name as List) : null;
      this.#isSkipping = !isKnown;
    }
    this.#ended = end === ']}';
  }

  /** A record of a list that this version does not know. */
  #skip(line: string): void {
    parseJson(line.replace(/(?:,|\][,}])$/, ''));
    this.#isSkipping = !/\][,}]$/.test(line);
    this.#ended = line.endsWith(']}');
  }

  /** Matches `{…},` or, at the end of a list, `{…}],`; at the end of the document `{…}]}`. */
  #addListed(name: List, line: string): void {
    const last = line.endsWith('],') || line.endsWith(']}');
    this.#add(name, parseJson(line.slice(0, last ? -2 : -1)));
    if (!last) return;
    this.#open = null;
    this.#ended = line.endsWith('}');
  }

  #add(name: List, value: unknown): void {
    const list = this.#lists[name] as unknown[];
    if ((this.#counts.get(name) ?? 0) + list.length >= this.#limit)
      throw new ImportError('too-large', `more than ${this.#limit} ${name}; a library cannot hold so many`);
    const read = this.#unknown
      ? this.#unknown.check(LISTS[name] as z.ZodMiniType, value, name)
      : LISTS[name].safeParse(value);
    if (!read.success) {
      const [issue] = read.error.issues;
      const id =
        typeof value === 'object' && value !== null && 'id' in value
          ? ` (id ${String(value.id).slice(0, 60)})`
          : '';
      throw new ImportError(
        'bad-record',
        `${name}${id}, ${issue?.path.map(String).join(', ')}: ${issue ? describeIssue(issue) : 'not as it should be'}`,
      );
    }
    list.push(read.data);
  }
}

/** Drops the copy group that a line of NDJSON contains; the library computes it again. */
function dropCopyGroup(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { copyGroup: _, ...record } = value as Record<string, unknown>;
  return record;
}

/** Splits UTF-8 bytes into lines, a batch for each chunk. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let begun: string[] = [];
  let length = 0;
  let isFirst = true;
  for await (const chunk of chunks) {
    const [end = '', ...lines] = decodeUtf8(() => decoder.decode(chunk, { stream: true })).split('\n');
    if (isFirst && !/^\s*(?:[{<]|$)/.test(end))
      throw new ImportError('other-format', 'not an export of Feedglass');
    isFirst = false;
    begun.push(end);
    length += end.length;
    if (length > MAX_LINE) throw new ImportError('other-format', 'the line is longer than any in an export');
    const rest = lines.pop();
    if (rest === undefined) continue;
    yield [begun.join(''), ...lines];
    begun = [rest];
    length = rest.length;
  }
  yield [begun.join('') + decodeUtf8(() => decoder.decode())];
}

function decodeUtf8(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new ImportError('not-text', 'the bytes are not utf-8 text');
  }
}

/** The chunks of a stream. Not every browser has async iteration of streams. */
export async function* streamChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
