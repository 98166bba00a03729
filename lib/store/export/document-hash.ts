/**
 * The hash over a whole export: SHA-256 of the canonical JSON of the document without `sha256`, in which each row of a
 * list is replaced by the SHA-256 of its canonical JSON. So it can be computed while rows are written, and by anybody
 * with any tool. It covers every value: records with notes and times, their number and order, groups, verdicts, tables.
 */
import { canonicalJson, sha256 } from './canonical-json.ts';
import type { ExportDocument } from './export-schema.ts';

/** The lists of a document. */
const LISTS = ['captures', 'copyGroups', 'verdicts', 'corrections', 'tickers', 'campaigns'] as const;
type List = (typeof LISTS)[number];

/** Computes the hash of a document row by row. */
export class DocumentHash {
  readonly #head: object;
  readonly #rows = new Map<List, Promise<string>[]>(LISTS.map((list) => [list, []]));

  /** @param head the fields of the document that are no lists, without `sha256` */
  constructor(head: object) {
    this.#head = head;
  }

  /** Takes the next row of a list, as it is in the document. */
  add(list: List, row: unknown): void {
    this.#rows.get(list)?.push(sha256(canonicalJson(row)));
  }

  /** @returns 64 hexadecimal digits */
  async digest(): Promise<string> {
    const lists: Record<string, string[]> = {};
    for (const [list, rows] of this.#rows) lists[list] = await Promise.all(rows);
    return sha256(canonicalJson({ ...this.#head, ...lists }));
  }
}

/** The hash that a document should have. */
export function documentHash(document: ExportDocument): Promise<string> {
  const { captures, copyGroups, verdicts, corrections, tickers, campaigns, sha256: _, ...head } = document;
  const hash = new DocumentHash(head);
  const lists = { captures, copyGroups, verdicts, corrections, tickers, campaigns };
  for (const list of LISTS) for (const row of lists[list]) hash.add(list, row);
  return hash.digest();
}
