import { closeSync, fstatSync, openSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes collected before they are written. */
const BUFFER_BYTES = 1 << 20;
/** Bytes read at once when values are read in order. */
const AHEAD_BYTES = 1 << 18;

let count = 0;

/** Where values are in an open file: their bytes can be read by any thread. */
export interface Stretches {
  file: number;
  starts: Float64Array;
  lengths: Float64Array;
}

/**
 * Values kept in a file in the temporary folder, so that memory holds only where each one is. The file has no name any
 * more once it is open, so nothing is left behind however the program ends; where the system does not allow that
 * (Windows) it is deleted at the end.
 */
export class BytesSpool {
  readonly #path = join(tmpdir(), `feedglass-${process.pid}-${count++}.spool`);
  readonly #file: number;
  /** Where each value ends. */
  #ends = new Float64Array(1024);
  #size = 0;
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #buffered = 0;
  /** Bytes in the file. */
  #written = 0;
  #reading = Buffer.allocUnsafe(1 << 16);
  /** The part of the file that was read ahead. */
  readonly #ahead = { bytes: Buffer.allocUnsafe(AHEAD_BYTES), start: 0, end: 0 };

  constructor() {
    this.#file = openSync(this.#path, 'wx+', 0o600);
    try {
      unlinkSync(this.#path);
    } catch {
      process.once('exit', () => this.close());
    }
  }

  /** Number of values. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds a value.
   * @returns its number, counted from 0
   * @throws the system's error when the disk is full
   */
  add(bytes: Uint8Array): number {
    if (this.#buffered + bytes.length > BUFFER_BYTES) this.#flush();
    if (bytes.length > BUFFER_BYTES) this.#write(bytes, bytes.length);
    else {
      this.#buffer.set(bytes, this.#buffered);
      this.#buffered += bytes.length;
    }
    return this.#end();
  }

  /** Adds a text in UTF-8. */
  addText(text: string): number {
    const most = 3 * text.length;
    if (most > BUFFER_BYTES) return this.add(Buffer.from(text));
    if (this.#buffered + most > BUFFER_BYTES) this.#flush();
    this.#buffered += this.#buffer.write(text, this.#buffered);
    return this.#end();
  }

  /** The bytes of the value with this number, valid until the next call. */
  get(number: number): Buffer {
    const start = this.#startOf(number);
    const length = (this.#ends[number] as number) - start;
    if (start >= this.#written) {
      const at = start - this.#written;
      return this.#buffer.subarray(at, at + length);
    }
    const from = start - this.#ahead.start;
    if (from >= 0 && start + length <= this.#ahead.end)
      return this.#ahead.bytes.subarray(from, from + length);
    // Values are mostly read one after the other: then many are read at once.
    const isNext = start === 0 || (from >= 0 && start <= this.#ahead.end);
    if (isNext && length <= AHEAD_BYTES) {
      const more = Math.min(AHEAD_BYTES, this.#written - start);
      readFully(this.#file, this.#ahead.bytes, start, more);
      this.#ahead.start = start;
      this.#ahead.end = start + more;
      return this.#ahead.bytes.subarray(0, length);
    }
    if (length > this.#reading.length) this.#reading = Buffer.allocUnsafe(2 * length);
    readFully(this.#file, this.#reading, start, length);
    return this.#reading.subarray(0, length);
  }

  /** Length of a value in bytes. */
  lengthOf(number: number): number {
    return (this.#ends[number] as number) - this.#startOf(number);
  }

  /** Where values are in the file, all of whose bytes are written then. */
  locate(numbers: readonly number[]): Stretches {
    this.#flush();
    return {
      file: this.#file,
      starts: Float64Array.from(numbers, (number) => this.#startOf(number)),
      lengths: Float64Array.from(numbers, (number) => this.lengthOf(number)),
    };
  }

  /** Frees the disk space. */
  close(): void {
    try {
      closeSync(this.#file);
    } catch {
      return;
    }
    rmSync(this.#path, { force: true });
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] as number);
  }

  #end(): number {
    if (this.#size === this.#ends.length) {
      const ends = new Float64Array(2 * this.#size);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#ends[this.#size] = this.#written + this.#buffered;
    return this.#size++;
  }

  #flush(): void {
    this.#write(this.#buffer, this.#buffered);
    this.#buffered = 0;
  }

  #write(bytes: Uint8Array, length: number): void {
    for (let done = 0; done < length; )
      done += writeSync(this.#file, bytes, done, length - done, this.#written + done);
    this.#written += length;
  }
}

/** The bytes of each stretch; those that follow one another in the file are read at once. */
export function readStretches({ file, starts, lengths }: Stretches): Uint8Array[] {
  const read: Uint8Array[] = [];
  for (let from = 0; from < starts.length; ) {
    const start = starts[from] as number;
    let [to, end] = [from, start];
    for (; to < starts.length && starts[to] === end; to++) end += lengths[to] as number;
    const bytes = new Uint8Array(end - start);
    readFully(file, bytes, start, bytes.length);
    for (; from < to; from++) {
      const at = (starts[from] as number) - start;
      read.push(bytes.subarray(at, at + (lengths[from] as number)));
    }
  }
  return read;
}

/**
 * Reads a stretch of an open file.
 * @throws the system's error; Error when the file ends before it
 */
export function readFully(file: number, into: Uint8Array, start: number, length: number): void {
  for (let read = 0; read < length; ) {
    const more = readSync(file, into, read, length - read, start + read);
    if (more === 0) throw new Error(`the temporary file ends at ${fstatSync(file).size} bytes`);
    read += more;
  }
}
