/**
 * Writes an export document in chunks, one record per line, so that it never has to be in memory as a whole.
 */
import type { ReviewedGroup } from '../../group-review.ts';
import type { Verdict } from '../../post.ts';
import { CampaignTable, type RelatedPost } from '../../text/summary/campaigns.ts';
import type { Campaign, TickerRow } from '../../text/summary/summary-schema.ts';
import { TickerTable } from '../../text/summary/ticker-table.ts';
import type { Sha256 } from './canonical-json.ts';
import { DocumentHash } from './document-hash.ts';
import type { ExportablePost } from './export-record.ts';
import { type ExportRow, toExportRow } from './export-row.ts';
import { type ExportCorrection, type ExportDocument, FORMAT, FORMAT_VERSION } from './export-schema.ts';

/** Where the content of a document comes from: the library or files. */
export interface ExportSource {
  /** True if copies were looked for among exactly these posts, and all of them are found. */
  complete: boolean;
  /** The posts in batches; each post once. Read a second time for `related`. */
  posts: AsyncIterable<(ExportablePost & { group: string | null })[]>;
  /** The groups among the exported posts; called after all posts were read. */
  groups(members: Map<string, string[]>): AsyncIterable<ReviewedGroup>;
  /** The user's verdicts on the exported posts. */
  verdicts(exported: (id: string) => boolean): Promise<Verdict[]>;
  corrections(exported: (id: string) => boolean): Promise<ExportCorrection[]>;
}

export interface DocumentOptions {
  /** Name and version of the program: "feedglass 0.1.0". */
  generator: string;
  now: Date;
  signal?: AbortSignal;
  /** Called with the number of posts written so far. */
  onProgress?: (posts: number) => void;
  /** Read the posts a second time, to find those without a cashtag that name a campaign's project. */
  related?: boolean;
  /** Computes SHA-256 as 64 hexadecimal digits; a quicker one than the browser's where there is one. */
  sha256?: Sha256;
  /** Gives the row of a post where it is known already. */
  rowOf?: (post: ExportablePost) => ExportRow;
}

/**
 * The document as chunks of JSON text; joined they are the file.
 * @throws the reason of the signal if the export was canceled
 */
export async function* exportDocumentChunks(
  source: ExportSource,
  options: DocumentOptions,
): AsyncGenerator<string> {
  const { generator, now, signal, onProgress, sha256 } = options;
  const rowOf = async (post: ExportablePost) => options.rowOf?.(post) ?? toExportRow(post, sha256);
  const exportedAt = now.toISOString();
  const head = { format: FORMAT, version: FORMAT_VERSION, generator, exportedAt, complete: source.complete };
  const hash = new DocumentHash(head, sha256);
  yield `${JSON.stringify(head).slice(0, -1)},\n"captures":[`;

  const summary = new DocumentSummary(!options.related);
  let count = 0;
  for await (const posts of source.posts) {
    signal?.throwIfAborted();
    const records = await Promise.all(posts.map(rowOf));
    for (const post of posts) summary.add(post);
    for (const record of records) hash.addHash('captures', record.hash);
    yield records.map(({ text }, i) => `${count + i === 0 ? '\n' : ',\n'}${text}`).join('');
    count += posts.length;
    onProgress?.(count);
  }
  yield ']';
  const exported = (id: string) => summary.ids.has(id);
  const rows = (name: List, list: Iterable<unknown> | AsyncIterable<unknown>) =>
    jsonList(name, list, hash, signal);
  yield* rows('copyGroups', source.groups(summary.groups));
  yield* rows('verdicts', await source.verdicts(exported));
  yield* rows('corrections', await source.corrections(exported));
  yield* rows('tickers', summary.tickers());
  if (!options.related || summary.mayHaveRelated) {
    // Without a second reading these are the posts that mention an account.
    const related = options.related ? source.posts : [summary.mentioning];
    for await (const posts of related) {
      signal?.throwIfAborted();
      summary.addRelated(posts);
    }
  }
  yield* rows('campaigns', summary.campaigns());
  yield `,\n"sha256":"${await hash.digest()}"}\n`;
}

type List = Exclude<
  keyof ExportDocument,
  'format' | 'version' | 'generator' | 'exportedAt' | 'complete' | 'sha256'
>;

async function* jsonList(
  name: List,
  rows: Iterable<unknown> | AsyncIterable<unknown>,
  hash: DocumentHash,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  yield `,\n"${name}":[`;
  let mark = '\n';
  for await (const row of rows) {
    signal?.throwIfAborted();
    hash.add(name, row);
    yield `${mark}${JSON.stringify(row)}`;
    mark = ',\n';
  }
  yield ']';
}

/** What the end of the document needs from the posts: ids, groups, counts, and the posts of campaigns; no texts. */
class DocumentSummary {
  readonly ids = new Set<string>();
  readonly groups = new Map<string, string[]>();
  /** Posts without a cashtag that mention accounts, without their texts. */
  readonly mentioning: RelatedPost[] = [];
  readonly #keepsMentioning: boolean;
  readonly #tickers = new TickerTable();
  readonly #campaigns = new CampaignTable();
  readonly #copies = new Set<string>();

  /** @param keepsMentioning true if the posts are not read a second time */
  constructor(keepsMentioning: boolean) {
    this.#keepsMentioning = keepsMentioning;
  }

  add(post: ExportablePost & { group: string | null }): void {
    this.ids.add(post.id);
    if (post.group !== null) {
      const members = this.groups.get(post.group);
      if (members) members.push(post.id);
      else this.groups.set(post.group, [post.id]);
      this.#copies.add(post.id);
    }
    this.#tickers.add(post);
    this.#campaigns.add(post);
    if (this.#keepsMentioning && post.cashtags.length === 0 && post.mentions.length > 0)
      this.mentioning.push({ id: post.id, title: null, text: '', cashtags: [], mentions: post.mentions });
  }

  get mayHaveRelated(): boolean {
    return this.#campaigns.mayHaveRelated;
  }

  addRelated(posts: readonly RelatedPost[]): void {
    for (const post of posts) this.#campaigns.addRelated(post);
  }

  tickers(): TickerRow[] {
    return this.#tickers.rows();
  }

  campaigns(): Campaign[] {
    return this.#campaigns.rows((id) => this.#copies.has(id));
  }
}
