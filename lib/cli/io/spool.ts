import { BytesSpool } from './bytes-spool.ts';

/** Values of plain JSON kept in a temporary file. */
export class Spool<T> {
  readonly bytes = new BytesSpool();

  /** Number of values. */
  get size(): number {
    return this.bytes.size;
  }

  /**
   * Adds a value.
   * @returns its number, counted from 0
   * @throws the system's error when the disk is full
   */
  add(value: T): number {
    return this.bytes.addText(JSON.stringify(value));
  }

  /** The value with this number. */
  get(number: number): T {
    return JSON.parse(this.bytes.get(number).toString());
  }

  /** Frees the disk space. */
  close(): void {
    this.bytes.close();
  }
}
