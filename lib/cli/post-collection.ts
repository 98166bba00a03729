/** Collects the posts of all files, each once, and finds their copies; `analyze` prints the result. */
import { describeGroup } from '../copies/group-description.ts';
import type { OrderedCopies } from '../copies/ordered-copies.ts';
import { orderPosts } from '../copies/post-order.ts';
import type { CopyGroup, Post, Verdict } from '../post.ts';
import { orderingTime } from '../post-times.ts';
import type { ExportSource } from '../store/export/export-document.ts';
import { type ExportablePost, fromExportRecord } from '../store/export/export-record.ts';
import type { ExportRow } from '../store/export/export-row.ts';
import type { ExportCorrection } from '../store/export/export-schema.ts';
import type { ImportDocument } from '../store/import/read-export.ts';
import { compareSightings, mergeSighting, toStoredPost } from '../store/merge/merge-sighting.ts';
import { authorKey, couldBeSameAuthor } from '../text/author-key.ts';
import { contentOf } from '../text/content-id.ts';
import { applyCorrections } from '../text/roles/apply-corrections.ts';
import { toPost } from '../text/to-post.ts';
import type { CandidatePairs } from './candidate-pairs.ts';
import { findCopies } from './find-copies.ts';
import { BytesSpool } from './io/bytes-spool.ts';
import { Spool } from './io/spool.ts';
import type { InputPost } from './ndjson.ts';
import type { ReportError } from './run-program.ts';
import { listAt } from './tasks/packed-lists.ts';
import type { GivenPost, InputPlace, ParsedPosts } from './tasks/parse-posts.ts';
import { unpackRow } from './tasks/prepare-posts.ts';
import { TaskRunner } from './tasks/task-runner.ts';

/** A post read from a file; it has no sighting times. */
type CollectedPost = ExportablePost & { group: string | null };
type ComparablePost = Pick<Post, 'title' | 'text' | 'excerpt'>;

export interface CollectionOptions {
  /** Posts before this time, in ms since 1970, and those without a known time are left out. */
  since?: number | null;
  /** Groups of fewer posts are left out; 2 if it is not given. */
  groupMin?: number;
  /** Posts to compare each post with; the index finds them if it is not given. */
  pairs?: CandidatePairs | null;
  /** True if `rowOf` will be called. */
  rows?: boolean;
  /** Runs what can be done in several threads; in this one alone if it is not given. */
  tasks?: TaskRunner;
}

/** Called between two pieces of work with what is done, and how many posts of how many; it may throw to stop. */
export type Step = (name: string, done: number, total: number) => Promise<void> | void;

const BATCH_SIZE = 500;
/** Parts of files that are parsed at a time, for each thread. */
const PARSED_AHEAD = 8;
/** Posts per piece of work. */
const PIECE = 64;

/**
 * Takes the posts of files, then finds the copies among them in `finish`. Texts are kept in a temporary file: memory
 * holds ids, the index, and the groups.
 */
export class PostCollection implements ExportSource {
  readonly #reportError: ReportError;
  readonly #since: number | null;
  readonly #groupMin: number;
  readonly #pairs: CandidatePairs | null;
  readonly #tasks: TaskRunner;
  /** Number of posts that were added, and those of them that are being parsed. */
  #read = 0;
  readonly #parsing: Promise<ParsedPosts>[] = [];
  #given: Spool<GivenPost> | null = new Spool<GivenPost>();
  readonly #posts = new Spool<{ post: ExportablePost; at: InputPlace }>();
  /** The number of each post in `#posts`. */
  readonly #numbers = new Map<string, number>();
  /** For each number in `#posts` the time that orders the post. */
  readonly #times: number[] = [];
  readonly #paths: string[] = [];
  /** How many records of the last path were added. */
  #records = 0;
  /** Ids of posts without an id in their file, by content id. */
  readonly #anonymousIdsByContent = new Map<string, string>();
  readonly #idsByContent = new Map<string, string>();
  /** How many posts without an id have a text. */
  readonly #equalTexts = new Map<string, number>();
  readonly #codes = new Set<string>();
  readonly #verdicts: Verdict[] = [];
  readonly #corrections: ExportCorrection[] = [];
  #copies: OrderedCopies | null = null;
  /** Rows of an export, and the number of the row of each number in `#posts`. */
  readonly #rows: BytesSpool | null;
  readonly #rowOf: number[] = [];
  /** Ids of the members of each group by that of its root, and the other way round. */
  #members = new Map<string, string[]>();
  readonly #groupOf = new Map<string, string>();
  #left = 0;

  /** @param reportError called when two posts with different texts have one id; the later text is kept */
  constructor(
    reportError: ReportError,
    {
      since = null,
      groupMin = 2,
      pairs = null,
      rows = false,
      tasks = new TaskRunner(),
    }: CollectionOptions = {},
  ) {
    this.#pairs = pairs;
    this.#tasks = tasks;
    this.#rows = rows ? new BytesSpool() : null;
    this.#reportError = reportError;
    this.#since = since;
    this.#groupMin = groupMin;
  }

  /** True if all copies among the exported posts are in the export. */
  get complete(): boolean {
    return this.#groupMin <= 2;
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** Posts left out, because they are not known to be as late as `since`. */
  get left(): number {
    return this.#left;
  }

  /** Adds the posts of an export, or of the next part of one, with verdicts and corrections. */
  addDocument(document: ImportDocument, path: string): void {
    if (this.#paths.at(-1) !== path) {
      this.#paths.push(path);
      this.#records = 0;
    }
    for (const record of document.captures) {
      const at = { path: this.#paths.length - 1, place: `captures[${this.#records++}]` };
      this.#checkId(record, at);
      const { lastSeenAt: _, group: _g, ...post } = fromExportRecord(record, document.exportedAt);
      for (const { code } of post.cashtags) this.#codes.add(code);
      this.#addOrMerge({ ...post, firstSeenAt: record.firstSeenAt }, contentOf(post), at);
    }
    this.#verdicts.push(...document.verdicts);
    this.#corrections.push(...document.corrections);
  }

  /**
   * Adds posts of a file.
   * @param lines true for a file with a post a line: two equal lines are two posts
   */
  async addPosts(posts: readonly InputPost[], path: string, lines: boolean): Promise<void> {
    if (posts.length === 0) return;
    if (this.#paths.at(-1) !== path) this.#paths.push(path);
    this.#read += posts.length;
    this.#tasks.start(this.#read);
    const input = { posts: JSON.stringify(posts), path: this.#paths.length - 1, lines };
    this.#parsing.push(this.#tasks.run('parse', input));
    while (this.#parsing.length > PARSED_AHEAD * this.#tasks.size) await this.#takeParsed();
  }

  /** Finds the copies, after the last post was added. */
  async finish(onStep: Step = () => {}): Promise<void> {
    await this.collect(onStep);
    await this.#findCopies(onStep);
  }

  /** Merges the posts after the last one was added, without searching copies. */
  async collect(onStep: Step = () => {}): Promise<void> {
    const given = this.#given;
    if (!given) return;
    while (this.#parsing.length > 0) await this.#takeParsed();
    const total = given.size;
    for (let i = 0; i < total; i++) {
      if (i % PIECE === 0) await onStep('collecting', i, total);
      this.#addPost(given.get(i));
    }
    given.close();
    this.#given = null;
    this.#dropEarlier();
  }

  get posts(): AsyncIterable<CollectedPost[]> {
    return this.#batches();
  }

  async *groups(): AsyncGenerator<CopyGroup> {
    for (const [root, ids] of this.#members) {
      if (ids.length >= this.#groupMin) yield this.#describe(root, ids);
    }
  }

  /** The row of a post in an export, after `finish`. */
  rowOf({ id }: ExportablePost): ExportRow {
    const number = this.#rowOf[this.#numbers.get(id) as number] as number;
    return unpackRow((this.#rows as BytesSpool).get(number));
  }

  async verdicts(exported: (id: string) => boolean): Promise<Verdict[]> {
    return this.#verdicts.filter(({ a, b }) => exported(a) && exported(b));
  }

  async corrections(exported: (id: string) => boolean): Promise<ExportCorrection[]> {
    return this.#corrections.filter(({ id }) => exported(id));
  }

  /** Deletes the temporary files. */
  close(): void {
    this.#given?.close();
    this.#posts.close();
    this.#rows?.close();
  }

  async *#batches(): AsyncGenerator<CollectedPost[]> {
    let batch: CollectedPost[] = [];
    for (const [id, number] of this.#numbers) {
      batch.push({ ...this.#posts.get(number).post, group: this.#groupOf.get(id) ?? null });
      if (batch.length < BATCH_SIZE) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  async #takeParsed(): Promise<void> {
    const { given, codes } = (await this.#parsing.shift()) as ParsedPosts;
    for (let i = 0; i < given.ends.length; i++) this.#given?.bytes.add(listAt(given, i));
    for (const code of codes) this.#codes.add(code);
  }

  #addPost({ post: read, content, unsure, id, place, path, lines }: GivenPost): void {
    const isTicker = unsure?.codes.some((code) => this.#codes.has(code));
    const post = unsure && isTicker ? toPost(unsure.raw, this.#codes) : read;
    const isNameless = post.id.startsWith('text:');
    const same = isNameless && id === null && !lines ? this.#findSamePost(content, post) : null;
    const name = same ?? (isNameless && id === null ? this.#uniqueId(content) : (id ?? post.id));
    const { lastSeenAt: _, group: _g, ...item } = toStoredPost({ ...post, id: name }, '');
    const found = { ...item, firstSeenAt: null };
    const at = { path, place };
    this.#checkId(found, at);
    this.#addOrMerge(applyCorrections(found, this.#corrections), content, at);
  }

  /** Reports another post with this id and another text: only one of the texts can be kept. */
  #checkId(post: ComparablePost & { id: string }, at: InputPlace): void {
    const number = this.#numbers.get(post.id);
    if (number === undefined) return;
    const { post: other, at: earlier } = this.#posts.get(number);
    if (compareSightings(other, post) !== 'changed') return;
    const where = earlier.path === at.path ? earlier.place : `${this.#paths[earlier.path]}, ${earlier.place}`;
    this.#reportError(
      this.#paths[at.path] as string,
      `${at.place}: id ${post.id} stands at ${where} with another text; the later text is kept`,
    );
  }

  /** Merges a post with the collected one of the same id; one without an id is merged with a post of the same text. */
  #addOrMerge(item: ExportablePost, content: string, at: InputPlace): void {
    const isNameless = item.id.startsWith('text:');
    const anonymous = isNameless ? undefined : this.#anonymousIdsByContent.get(content);
    const number = this.#numbers.get(item.id) ?? this.#numbers.get(anonymous ?? '');
    const other = number === undefined ? undefined : this.#posts.get(number).post;
    const known =
      other && (other.id === item.id || couldBeSameAuthor(other.author, item.author)) ? other : undefined;
    if (known && known.id !== item.id) this.#numbers.delete(known.id);
    const merged = known ? mergePosts(known, item) : item;
    this.#numbers.set(item.id, this.#posts.add({ post: merged, at }));
    this.#times.push(orderingTime(merged) ?? Number.POSITIVE_INFINITY);
    (isNameless ? this.#anonymousIdsByContent : this.#idsByContent).set(content, item.id);
  }

  /** The id of a collected post with this text that can be the same post. */
  #findSamePost(content: string, post: Post): string | null {
    const id = this.#idsByContent.get(content) ?? this.#anonymousIdsByContent.get(content);
    const number = id === undefined ? undefined : this.#numbers.get(id);
    if (number === undefined) return null;
    const other = this.#posts.get(number).post;
    return couldBeSameAuthor(other.author, post.author) ? other.id : null;
  }

  #uniqueId(content: string): string {
    if (!this.#numbers.has(content)) return content;
    let n = this.#equalTexts.get(content) ?? 2;
    while (this.#numbers.has(`${content}~${n}`)) n++;
    this.#equalTexts.set(content, n + 1);
    return `${content}~${n}`;
  }

  #dropEarlier(): void {
    if (this.#since === null) return;
    for (const [id, number] of this.#numbers) {
      const time = this.#times[number] as number;
      if (time >= this.#since && time !== Number.POSITIVE_INFINITY) continue;
      this.#numbers.delete(id);
      this.#left++;
    }
  }

  async #findCopies(onStep: Step): Promise<void> {
    const { ids, numbers } = orderPosts(this.#numbers, this.#times);
    this.#tasks.start(ids.length);
    const rows = this.#rows;
    const onRow =
      rows &&
      ((row: Uint8Array) => {
        this.#rowOf[numbers[rows.size] as number] = rows.size;
        rows.add(row);
      });
    this.#copies = await findCopies(
      { ids, numbers, posts: this.#posts.bytes, verdicts: this.#verdicts, pairs: this.#pairs, onRow },
      this.#tasks,
      (done) => onStep('finding copies', done, ids.length),
    );
    this.#members = this.#copies.members();
    for (const [root, ids] of this.#members) for (const id of ids) this.#groupOf.set(id, root);
  }

  #describe(root: string, ids: readonly string[]): CopyGroup {
    const members = ids.map((id) => {
      const { post } = this.#posts.get(this.#numbers.get(id) as number);
      return { ...post, author: authorKey(post.author), source: this.#copies?.sourceOf(id) ?? null };
    });
    return describeGroup(root, members);
  }
}

function mergePosts(existing: ExportablePost, incoming: ExportablePost): ExportablePost {
  const now = '';
  const {
    lastSeenAt: _,
    group: _g,
    ...merged
  } = mergeSighting({ ...existing, group: null, firstSeenAt: now, lastSeenAt: now }, { ...incoming }, now);
  return {
    ...merged,
    firstSeenAt: existing.firstSeenAt ?? incoming.firstSeenAt,
    capturedAt: existing.capturedAt ?? incoming.capturedAt,
    note: existing.note || incoming.note,
    tags: [...new Set([...existing.tags, ...incoming.tags])],
    // Files do not say when a text was seen, so it is unknown which version is newer.
    versions: existing.versions,
  };
}
