/** Reads files of any size as lines of bytes; gzip is unpacked. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportError } from '../../store/import/json-file.ts';

/** Maximum length of a line, in bytes. The text of a post is far shorter. */
export const MAX_LINE_BYTES = 24 * 1024 * 1024;

/** The path that means standard input. */
export const STDIN = '-';

/**
 * The bytes of a file, unpacked when they begin as gzip does.
 * @param path a file, or `-` for standard input
 * @param onBytes called with the number of bytes of the file itself that were read
 * @throws the system's error; ImportError for damaged gzip
 */
export async function* readBytes(path: string, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  const stream: Readable =
    path === STDIN ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 });
  const chunks = counted(stream, onBytes);
  const first = await chunks.next();
  if (first.done) return;
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const all = startingWith([first.value], chunks);
  try {
    if (isGzip) yield* unpacked(all);
    else yield* all;
  } finally {
    if (path !== STDIN) stream.destroy();
  }
}

/**
 * The bytes of a file from its first ones on.
 * @throws ImportError when they are more than `limit`
 */
export async function readAll(chunks: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw new ImportError('too-large', `over ${limit} bytes, which is the limit`);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

/** A line without its end; `null` for one over `MAX_LINE_BYTES`, given as soon as that is known. */
export type Line = Buffer | null;

/**
 * Splits bytes into lines at each line feed, a batch for each chunk. UTF-16 is read when its mark says so, and given as
 * UTF-8.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of toUtf8(chunks)) {
    const lines: Line[] = [];
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(0x0a, from);
      const part = chunk.subarray(from, end < 0 ? chunk.length : end);
      const isTold = length > MAX_LINE_BYTES;
      length += part.length;
      if (length <= MAX_LINE_BYTES) begun.push(part);
      else {
        begun = [];
        if (!isTold) lines.push(null);
      }
      if (end < 0) break;
      if (length <= MAX_LINE_BYTES) lines.push(joined(begun));
      begun = [];
      length = 0;
      from = end + 1;
    }
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) yield [joined(begun)];
}

const joined = (parts: Buffer[]): Buffer =>
  parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);

/** UTF-8 as it is; UTF-16, recognized by its byte order mark, as UTF-8. */
async function* toUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null | undefined;
  const decode = (chunk?: Buffer): Buffer => {
    try {
      return Buffer.from((decoder as TextDecoder).decode(chunk, { stream: chunk !== undefined }));
    } catch {
      throw new ImportError('not-text', `the bytes are not ${decoder?.encoding} text`);
    }
  };
  for await (const chunk of chunks) {
    if (decoder === undefined) {
      const [a, b] = chunk;
      const isLittle = a === 0xff && b === 0xfe;
      const isUtf16 = isLittle || (a === 0xfe && b === 0xff);
      decoder = isUtf16 ? new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be', { fatal: true }) : null;
    }
    yield decoder === null ? chunk : decode(chunk);
  }
  if (decoder) yield decode();
}

async function* unpacked(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const source = Readable.from(chunks);
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!/^Z_/.test(code)) throw error;
    throw new ImportError(
      'not-text',
      code === 'Z_BUF_ERROR' ? 'the gzip data ends too early' : 'the gzip data is damaged',
    );
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

async function* counted(stream: Readable, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    onBytes?.((chunk as Buffer).length);
    yield chunk as Buffer;
  }
}

/** Chunks that were taken from a stream, and then the rest of it. */
export async function* startingWith(
  first: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  yield* first;
  yield* rest;
}
