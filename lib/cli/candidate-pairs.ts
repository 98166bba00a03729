/** Pairs of posts to compare, found outside: one a line, two ids separated by a comma or a tab. */
import { readBytes, splitLines } from './io/read-lines.ts';
import type { ReportError } from './run-program.ts';

/** For each post those to compare it with. */
export class CandidatePairs {
  readonly #others = new Map<string, string[]>();

  /**
   * Reads a file, or standard input (`-`). The order of the two ids does not matter; a first line of names is skipped.
   * @param reportError called for each line that is no pair
   * @throws the system's error
   */
  static async read(path: string, reportError: ReportError): Promise<CandidatePairs> {
    const pairs = new CandidatePairs();
    let number = 0;
    for await (const lines of splitLines(readBytes(path))) {
      for (const line of lines) {
        number++;
        const text = line?.toString().trim() ?? '';
        const [, a, b] = PAIR.exec(text) ?? [];
        if (a !== undefined && b !== undefined) {
          if (number > 1 || text !== 'a,b') pairs.add(unquoted(a), unquoted(b));
        } else if (text !== '') reportError(path, `line ${number}: not two ids`);
      }
    }
    return pairs;
  }

  add(a: string, b: string): void {
    this.#put(a, b);
    this.#put(b, a);
  }

  /** Ids of the posts to compare a post with. */
  of(id: string): readonly string[] {
    return this.#others.get(id) ?? [];
  }

  #put(id: string, other: string): void {
    const others = this.#others.get(id);
    if (others) others.push(other);
    else this.#others.set(id, [other]);
  }
}

/** Two cells, in quotation marks where there is a separator in them. */
const PAIR = /^("(?:[^"]|"")*"|[^",\t]+)[,\t]("(?:[^"]|"")*"|[^",\t]+)$/;

const unquoted = (cell: string): string =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
