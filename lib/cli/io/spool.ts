import { closeSync, fstatSync, openSync, readSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes collected before they are written. */
const BUFFER_BYTES = 1 << 20;
/** Bytes read at once when values are read in order. */
const AHEAD_BYTES = 1 << 18;

let count = 0;

/**
 * Values kept in a file in the temporary folder, so that memory holds only where each one is. The file has no name any
 * more once it is open, so nothing is left behind however the program ends; where the system does not allow that
 * (Windows) it is deleted at the end.
 */
export class Spool<T> {
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
   * Adds a value: plain JSON.
   * @returns its number, counted from 0
   * @throws the system's error when the disk is full
   */
  add(value: T): number {
    const text = JSON.stringify(value);
    const most = 3 * text.length;
    if (most > BUFFER_BYTES) {
      this.#flush();
      const bytes = Buffer.from(text);
      this.#write(bytes, bytes.length);
    } else {
      if (this.#buffered + most > BUFFER_BYTES) this.#flush();
      this.#buffered += this.#buffer.write(text, this.#buffered);
    }
    if (this.#size === this.#ends.length) {
      const ends = new Float64Array(2 * this.#size);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#ends[this.#size] = this.#written + this.#buffered;
    return this.#size++;
  }

  /** The value with this number. */
  get(number: number): T {
    const start = number === 0 ? 0 : (this.#ends[number - 1] as number);
    const length = (this.#ends[number] as number) - start;
    if (start >= this.#written) {
      const at = start - this.#written;
      return JSON.parse(this.#buffer.toString('utf8', at, at + length));
    }
    const from = start - this.#ahead.start;
    if (from >= 0 && start + length <= this.#ahead.end)
      return JSON.parse(this.#ahead.bytes.toString('utf8', from, from + length));
    // Values are mostly read one after the other: then many are read at once.
    const isNext = start === 0 || (from >= 0 && start <= this.#ahead.end);
    if (isNext && length <= AHEAD_BYTES) {
      const more = Math.min(AHEAD_BYTES, this.#written - start);
      this.#read(this.#ahead.bytes, start, more);
      this.#ahead.start = start;
      this.#ahead.end = start + more;
      return JSON.parse(this.#ahead.bytes.toString('utf8', 0, length));
    }
    if (length > this.#reading.length) this.#reading = Buffer.allocUnsafe(2 * length);
    this.#read(this.#reading, start, length);
    return JSON.parse(this.#reading.toString('utf8', 0, length));
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

  #read(into: Buffer, start: number, length: number): void {
    for (let read = 0; read < length; ) {
      const more = readSync(this.#file, into, read, length - read, start + read);
      if (more === 0) throw new Error(`the temporary file ends at ${fstatSync(this.#file).size} bytes`);
      read += more;
    }
  }

  #flush(): void {
    this.#write(this.#buffer, this.#buffered);
    this.#buffered = 0;
  }

  #write(bytes: Buffer, length: number): void {
    for (let done = 0; done < length; )
      done += writeSync(this.#file, bytes, done, length - done, this.#written + done);
    this.#written += length;
  }
}
