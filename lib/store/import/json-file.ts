/**
 * Checks a file before it is parsed: size, encoding and nesting depth. Errors state the cause and the place.
 */

import { jsonErrorOffset } from './json-error-position.ts';

/** Maximum size of a file, in bytes. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
/** Maximum nesting of brackets; an export needs 6. */
export const MAX_DEPTH = 8;

/** Why a file is rejected: a code (for the translated message), and an English text with the place. */
export class ImportError extends Error {
  override name = 'ImportError';
  readonly code: ImportErrorCode;
  constructor(code: ImportErrorCode, detail: string) {
    super(detail);
    this.code = code;
  }
}
type ImportErrorCode =
  | 'too-large'
  | 'empty'
  | 'not-text'
  | 'html'
  | 'too-deep'
  | 'not-json'
  | 'other-format'
  | 'newer-format'
  | 'bad-record';

/**
 * The text of a file's bytes. A UTF-8 byte order mark is dropped; UTF-16 is read when its mark says so.
 * @throws ImportError for an empty, oversized or undecodable file.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new ImportError('too-large', `${bytes.length} bytes; the limit is ${MAX_FILE_BYTES}`);
  }
  const encoding = detectEncoding(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError('not-text', `the bytes are not ${encoding} text${badBytePlace(bytes, encoding)}`);
  }
  if (text.trim() === '') throw new ImportError('empty', 'the file is empty');
  return text;
}

/** ", line 3, column 14 (byte 0xff at offset 120)": the first byte that is no UTF-8; '' for other encodings. */
function badBytePlace(bytes: Uint8Array, encoding: string): string {
  if (encoding !== 'utf-8') return '';
  // The longest beginning that decodes; a character cut off at its end is no fault.
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = (good + bad + 1) >> 1;
    if (decodes(bytes.subarray(0, middle))) good = middle;
    else bad = middle - 1;
  }
  const text = new TextDecoder().decode(bytes.subarray(0, good), { stream: true });
  const byte = bytes[good];
  const found =
    byte === undefined ? 'a character is cut off' : `byte 0x${byte.toString(16).padStart(2, '0')}`;
  return `, ${lineAndColumn(text, text.length)} (${found} at offset ${good})`;
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function detectEncoding([a, b]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * The value of a JSON text.
 * @throws ImportError for a web page, for nesting over `MAX_DEPTH`, and for what is not JSON (with line and column
 *   where the engine reports the position).
 */
export function parseJson(text: string): unknown {
  if (/^\s*</.test(text)) throw new ImportError('html', 'this is a web page, not JSON');
  checkDepth(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportError('not-json', describeJsonError(text));
  }
}

/** One pass without recursion, so that 200,000 brackets cannot overflow the stack of the parser. */
function checkDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (quoted) {
      if (unit === 0x5c) i++;
      else if (unit === 0x22) quoted = false;
    } else if (unit === 0x22) quoted = true;
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > MAX_DEPTH) {
        throw new ImportError('too-deep', `nested more than ${MAX_DEPTH} deep at ${lineAndColumn(text, i)}`);
      }
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
}

function describeJsonError(text: string): string {
  const at = jsonErrorOffset(text);
  if (at >= text.trimEnd().length) return `the file ends too early, at ${lineAndColumn(text, text.length)}`;
  return `not JSON at ${lineAndColumn(text, at)}`;
}

/** "line 3, column 14", both counted from 1. */
function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `line ${line}, column ${offset - before.lastIndexOf('\n')}`;
}
