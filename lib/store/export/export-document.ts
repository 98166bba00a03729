/**
 * Writes an export document in chunks, one record per line, so that it never has to be in memory as a whole.
 */
import type { ReviewedGroup } from '../../group-review.ts';
import type { Post, Verdict } from '../../post.ts';
import { campaignKeys } from '../../text/summary/campaign-keys.ts';
import { buildCampaigns } from '../../text/summary/campaigns.ts';
import type { Campaign, TickerRow } from '../../text/summary/summary-schema.ts';
import { TickerTable } from '../../text/summary/ticker-table.ts';
import { DocumentHash } from './document-hash.ts';
import { type ExportablePost, toExportRecord } from './export-record.ts';
import { type ExportCorrection, type ExportDocument, FORMAT, FORMAT_VERSION } from './export-schema.ts';

/** Where the content of a document comes from: the library or files. */
export interface ExportSource {
  /** True if copies were looked for among exactly these posts, and all of them are found. */
  complete: boolean;
  /** The posts in batches; each post once. */
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
  /** Keep the texts, to find posts without a cashtag that name a campaign's project; needs memory. */
  texts?: boolean;
}

/**
 * The document as chunks of JSON text; joined they are the file.
 * @throws the reason of the signal if the export was canceled
 */
export async function* exportDocumentChunks(
  source: ExportSource,
  options: DocumentOptions,
): AsyncGenerator<string> {
  const { generator, now, signal, onProgress } = options;
  const exportedAt = now.toISOString();
  const head = { format: FORMAT, version: FORMAT_VERSION, generator, exportedAt, complete: source.complete };
  const hash = new DocumentHash(head);
  yield `${JSON.stringify(head).slice(0, -1)},\n"captures":[`;

  const summary = new DocumentSummary(options.texts === true);
  let count = 0;
  for await (const posts of source.posts) {
    signal?.throwIfAborted();
    const records = await Promise.all(posts.map(toExportRecord));
    for (const post of posts) summary.add(post);
    for (const record of records) hash.add('captures', record);
    yield records.map((record, i) => `${count + i === 0 ? '\n' : ',\n'}${JSON.stringify(record)}`).join('');
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
  const { tickers, campaigns: found } = summary.tables();
  yield* rows('tickers', tickers);
  yield* rows('campaigns', found);
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

/**
 * What the end of the document needs from the posts: ids, groups, counts, and the posts of campaigns without
 * their texts, which would take most of the memory.
 */
class DocumentSummary {
  readonly ids = new Set<string>();
  readonly groups = new Map<string, string[]>();
  readonly #texts: boolean;
  readonly #tickers = new TickerTable();
  /** Posts that belong to a campaign or may be related to one. */
  readonly #posts: Post[] = [];
  readonly #copies = new Set<string>();

  constructor(texts: boolean) {
    this.#texts = texts;
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
    if (this.#texts) this.#posts.push(post);
    else if (post.cashtags.length > 0 ? campaignKeys(post).length > 0 : post.mentions.length > 0)
      this.#posts.push({ ...post, title: null, text: '' });
  }

  tables(): { tickers: TickerRow[]; campaigns: Campaign[] } {
    return {
      tickers: this.#tickers.rows(),
      campaigns: buildCampaigns(this.#posts, (id) => this.#copies.has(id)),
    };
  }
}
