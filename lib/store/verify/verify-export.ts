/** Checks an export: its hashes, its times and its claims of copies. */
import type { Verdict } from '../../post.ts';
import { canonicalJson, type Sha256, sha256 } from '../export/canonical-json.ts';
import { DocumentHash, headOf } from '../export/document-hash.ts';
import { exportTimes } from '../export/export-record.ts';
import type { ExportGroup } from '../export/export-schema.ts';
import { type ImportDocument, recordsWithBadHash } from '../import/read-export.ts';
import { checkClaims, type Fault, type Step } from './check-claims.ts';
import { ClaimPosts } from './claim-posts.ts';
import { type FindSources, findSourcesInMemory } from './find-sources.ts';

export interface Verification {
  /** What does not hold; empty if all does. */
  faults: Fault[];
  posts: number;
  /** Copy claims that were computed again from both texts. */
  claims: number;
  /** Copy claims that could not be: one of the texts is not in the document. */
  unchecked: number;
  /** The hash of the document; `null` for NDJSON and version 1, which have none. */
  hash: string | null;
}

export interface VerifyOptions {
  /** Takes the posts; they are kept in memory if it is not given. */
  posts?: ClaimPosts;
  /** Finds the sources of these posts; in memory if it is not given. */
  findSources?: FindSources;
  /** Computes SHA-256 as 64 hexadecimal digits; a quicker one than the browser's where there is one. */
  hash?: Sha256;
  onStep?: Step;
}

/**
 * Checks a parsed document. The hash finds every changed value, but whoever changes a file on purpose can compute it
 * anew; times and copies are computed from the texts and ids themselves.
 * @param onStep called between pieces of work; it may throw to stop
 */
export async function verifyExport(document: ImportDocument, onStep?: Step): Promise<Verification> {
  async function* parts() {
    yield document;
  }
  return verifyParts(parts(), onStep && { onStep });
}

/**
 * Checks a document that is read in parts (`readExportParts`): what `verifyExport` gives for the whole.
 * @throws what reading the parts throws
 */
export async function verifyParts(
  parts: AsyncIterable<ImportDocument>,
  options: VerifyOptions = {},
): Promise<Verification> {
  const { posts = new ClaimPosts(), findSources = findSourcesInMemory, onStep = async () => {} } = options;
  const reader = new PartReader(posts, options.hash ?? sha256);
  for await (const part of parts) await reader.add(part);
  const { faults, hash } = await reader.end();
  const claims = await checkClaims(reader, posts, findSources, onStep);
  return {
    ...{ faults: [...faults, ...claims.faults], posts: posts.size, hash },
    ...{ claims: claims.checked, unchecked: claims.unchecked },
  };
}

/** Checks hashes and times while a document is read, and keeps what it claims of copies. */
class PartReader {
  readonly copyGroups: ExportGroup[] = [];
  readonly verdicts: Verdict[] = [];
  readonly #posts: ClaimPosts;
  readonly #sha256: Sha256;
  readonly #changed: Fault[] = [];
  readonly #times: Fault[] = [];
  #whole: DocumentHash | null = null;
  #last: ImportDocument | null = null;

  constructor(posts: ClaimPosts, hash: Sha256) {
    this.#posts = posts;
    this.#sha256 = hash;
  }

  get complete(): boolean | undefined {
    return this.#last?.complete;
  }

  async add(part: ImportDocument): Promise<void> {
    this.#last = part;
    const changed = new Set(await recordsWithBadHash(part, this.#sha256));
    for (const record of part.captures) {
      const path = `captures[${this.#posts.size}] (id ${record.id})`;
      this.#posts.add(record);
      if (changed.has(record.id)) this.#changed.push({ path, message: 'was changed after it was exported' });
      if (record.times !== undefined && canonicalJson(record.times) !== canonicalJson(exportTimes(record)))
        this.#times.push({ path: `${path}.times`, message: 'do not follow from the id, label and sighting' });
    }
    this.verdicts.push(...part.verdicts);
    if (part.copyGroups === null) return;
    for (const group of part.copyGroups) this.copyGroups.push(group);
    this.#whole ??= new DocumentHash(headOf(part), this.#sha256);
    this.#whole.addRows({ ...part, copyGroups: part.copyGroups });
  }

  /** @returns what does not hold, and the hash that the document has */
  async end(): Promise<{ faults: Fault[]; hash: string | null }> {
    const faults = [...this.#changed, ...this.#times];
    const { version = 1, sha256: hash = null } = this.#last ?? {};
    if (!this.#whole) return { faults, hash: null };
    if (version > 1) {
      if (hash === null) faults.push({ path: 'sha256', message: 'the hash of the document is missing' });
      else if ((await this.#whole.digest()) !== hash)
        faults.push({ path: 'sha256', message: 'the document was changed after it was exported' });
    }
    return { faults, hash };
  }
}
