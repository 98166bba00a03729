import { once } from 'node:events';
import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

/** Characters collected before they are written. */
const BUFFER_LENGTH = 1 << 18;

/**
 * Where a program writes: standard output, or a file. A file gets its name only when it is whole, so that neither an
 * error nor Ctrl+C leaves half of one, and an older file of that name stays until then.
 */
export class Output {
  readonly #path: string | null;
  /** The name until the file is whole; that of the file itself where it is a device or a pipe. */
  readonly #temporary: string = '';
  readonly #file: number = -1;
  #buffer = '';

  /**
   * @param path `null` or `-` for standard output
   * @throws the system's error when the file cannot be written
   */
  constructor(path: string | null) {
    this.#path = path === '-' ? null : path;
    if (this.#path === null) return;
    const isFile = statSync(this.#path, { throwIfNoEntry: false })?.isFile() ?? true;
    this.#temporary = isFile ? `${this.#path}.${process.pid}.part` : this.#path;
    this.#file = openSync(this.#temporary, 'w');
    if (isFile) process.once('exit', this.#discard);
  }

  /** Writes text, or bytes as they are. */
  async write(chunk: string | Uint8Array): Promise<void> {
    if (typeof chunk !== 'string') {
      await this.#flush();
      await this.#write(chunk);
      return;
    }
    this.#buffer += chunk;
    if (this.#buffer.length >= BUFFER_LENGTH) await this.#flush();
  }

  /** Writes what is left, and gives the file its name. */
  async end(): Promise<void> {
    await this.#flush();
    if (this.#path === null) return;
    closeSync(this.#file);
    if (this.#temporary !== this.#path) renameSync(this.#temporary, this.#path);
    process.removeListener('exit', this.#discard);
  }

  async #flush(): Promise<void> {
    const text = this.#buffer;
    this.#buffer = '';
    if (text !== '') await this.#write(Buffer.from(text));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#path !== null) {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    } else if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
  }

  readonly #discard = (): void => rmSync(this.#temporary, { force: true });
}
