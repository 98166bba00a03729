/**
 * The hash over a whole export: SHA-256 of the canonical JSON of the document without `sha256`, in which each row of a
 * list is replaced by the SHA-256 of its canonical JSON. So it can be computed while rows are written, and by anybody
 * with any tool. It covers every value: records with notes and times, their number and order, groups, verdicts, tables.
 */
import { canonicalJson, type Sha256, sha256 } from './canonical-json.ts';
import type { ExportDocument } from './export-schema.ts';

/** The lists of a document. */
const LISTS = ['captures', 'copyGroups', 'verdicts', 'corrections', 'tickers', 'campaigns'] as const;
type List = (typeof LISTS)[number];
type Head = Omit<ExportDocument, List | 'sha256'>;

/** Rows whose hashes are joined to one text: a million small texts would take much memory. */
const JOINED = 1000;
const DIGITS = 64;

/** Computes the hash of a document row by row. */
export class DocumentHash {
  readonly #head: object;
  readonly #hash: Sha256;
  readonly #rows = new Map<List, RowHashes>(LISTS.map((list) => [list, new RowHashes()]));

  /** @param head the fields of the document that are no lists, without `sha256` */
  constructor(head: object, hash: Sha256 = sha256) {
    this.#head = head;
    this.#hash = hash;
  }

  /** Takes the next row of a list, as it is in the document. */
  add(list: List, row: unknown): void {
    this.addHash(list, this.#hash(canonicalJson(row)));
  }

  /** Takes the next row of a list by its hash: SHA-256 of its canonical JSON. */
  addHash(list: List, hash: string | Promise<string>): void {
    this.#rows.get(list)?.add(hash);
  }

  /** Takes the next rows of each list. */
  addRows(lists: { readonly [Name in List]: readonly unknown[] }): void {
    for (const list of LISTS) for (const row of lists[list]) this.add(list, row);
  }

  /** @returns 64 hexadecimal digits */
  async digest(): Promise<string> {
    const lists: Record<string, string[]> = {};
    for (const [list, rows] of this.#rows) lists[list] = await rows.all();
    return this.#hash(canonicalJson({ ...this.#head, ...lists }));
  }
}

/** The hashes of the rows of one list. */
class RowHashes {
  readonly #joined: Promise<string>[] = [];
  #last: (string | Promise<string>)[] = [];

  add(hash: string | Promise<string>): void {
    if (this.#last.push(hash) < JOINED) return;
    this.#joined.push(this.#join());
  }

  async all(): Promise<string[]> {
    if (this.#last.length > 0) this.#joined.push(this.#join());
    const hashes: string[] = [];
    for (const joined of await Promise.all(this.#joined)) {
      for (let at = 0; at < joined.length; at += DIGITS) hashes.push(joined.slice(at, at + DIGITS));
    }
    return hashes;
  }

  #join(): Promise<string> {
    const last = Promise.all(this.#last);
    this.#last = [];
    return last.then((hashes) => hashes.join(''));
  }
}

/** The hash that a document should have. */
export function documentHash(document: ExportDocument): Promise<string> {
  const hash = new DocumentHash(headOf(document));
  hash.addRows(document);
  return hash.digest();
}

/** The fields of a document that `DocumentHash` takes first. */
export function headOf({ format, version, generator, exportedAt, complete }: Head): Head {
  return { format, version, generator, exportedAt, ...(complete === undefined ? {} : { complete }) };
}
