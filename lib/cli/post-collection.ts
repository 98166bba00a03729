/** Collects the posts of all files, each once, and finds their copies; `analyze` prints the result. */
import { InMemoryCopies } from '../copies/in-memory-copies.ts';
import type { CopyGroup, Post, Verdict } from '../post.ts';
import { orderingTime } from '../post-times.ts';
import type { ExportSource } from '../store/export/export-document.ts';
import { type ExportablePost, fromExportRecord } from '../store/export/export-record.ts';
import type { ExportCorrection } from '../store/export/export-schema.ts';
import { compareTexts, mergeSighting, toStoredPost } from '../store/merge/merge-sighting.ts';
import { parsePosts } from '../store/merge/parse-posts.ts';
import { authorKey, couldBeSameAuthor } from '../text/author-key.ts';
import { contentOf } from '../text/content-id.ts';
import { applyCorrections } from '../text/roles/apply-corrections.ts';
import type { InputPost } from './ndjson.ts';
import type { Input } from './read-input.ts';
import type { ReportError } from './run-program.ts';

type GivenPost = InputPost & { lines: boolean; path: string };
type ComparablePost = Pick<Post, 'title' | 'text' | 'excerpt'>;

/** A post read from a file; it has no sighting times. */
type CollectedPost = ExportablePost & { group: string | null };

export class PostCollection implements ExportSource {
  readonly #items = new Map<string, CollectedPost>();
  /** Ids of posts without an id in their file, by content id. */
  readonly #anonymousIdsByContent = new Map<string, string>();
  readonly #idsByContent = new Map<string, string>();
  readonly #verdicts: Verdict[] = [];
  readonly #corrections: ExportCorrection[] = [];
  /** Where the post of an id was read, for messages. */
  readonly #placesById = new Map<string, { path: string; place: string }>();
  #groups: CopyGroup[] = [];

  /**
   * @param inputs `lines` is true for a file with a post a line: two equal lines are two posts.
   * @param reportError hears of an id that two posts with different texts have; the later text is kept.
   */
  static async fromInputs(
    inputs: readonly { path: string; input: Input; lines: boolean }[],
    reportError: ReportError,
  ): Promise<PostCollection> {
    const corpus = new PostCollection();
    for (const { path, input } of inputs) corpus.#addDocument(input, path, reportError);
    const given = inputs.flatMap(({ path, input, lines }) =>
      input.posts.map((post) => ({ ...post, lines, path })),
    );
    // Together, so that a hashtag is a ticker when any of the posts writes it as one.
    const known = new Set(
      [...corpus.#items.values()].flatMap(({ cashtags }) => cashtags.map(({ code }) => code)),
    );
    const posts = await parsePosts(
      given.map(({ raw }) => raw),
      async (codes) => new Set(codes.filter((code) => known.has(code))),
    );
    for (const [i, post] of posts.entries()) corpus.#addPost(post, given[i] as GivenPost, reportError);
    corpus.#findCopies();
    return corpus;
  }

  readonly complete = true;

  get size(): number {
    return this.#items.size;
  }

  get posts(): AsyncIterable<CollectedPost[]> {
    return batches([...this.#items.values()]);
  }

  async *groups(): AsyncGenerator<CopyGroup> {
    yield* this.#groups;
  }

  async verdicts(exported: (id: string) => boolean): Promise<Verdict[]> {
    return this.#verdicts.filter(({ a, b }) => exported(a) && exported(b));
  }

  async corrections(exported: (id: string) => boolean): Promise<ExportCorrection[]> {
    return this.#corrections.filter(({ id }) => exported(id));
  }

  #addDocument({ document }: Input, path: string, reportError: ReportError): void {
    if (!document) return;
    for (const [i, record] of document.captures.entries()) {
      this.#checkId(record, { path, place: `captures[${i}]` }, reportError);
      const { lastSeenAt: _, ...post } = fromExportRecord(record, document.exportedAt);
      this.#addOrMerge({ ...post, firstSeenAt: record.firstSeenAt });
    }
    this.#verdicts.push(...document.verdicts);
    this.#corrections.push(...document.corrections);
  }

  #addPost(post: Post, given: GivenPost, reportError: ReportError): void {
    const { id, lines, path, place = 'the page' } = given;
    const content = contentOf(post);
    const nameless = post.id.startsWith('text:') && id === null;
    const same = nameless && !lines ? this.#findSamePost(content, post) : null;
    const name = same ?? (nameless ? this.#uniqueId(content) : (id ?? post.id));
    const item = { ...toStoredPost({ ...post, id: name }, ''), firstSeenAt: null };
    const { lastSeenAt: _, ...bare } = item;
    this.#checkId(item, { path, place }, reportError);
    this.#addOrMerge(applyCorrections(bare, this.#corrections));
  }

  /** Says so when another post of this id has other words: only one text of them can be kept. */
  #checkId(
    post: ComparablePost & { id: string },
    at: { path: string; place: string },
    reportError: ReportError,
  ): void {
    const other = this.#items.get(post.id);
    const earlier = this.#placesById.get(post.id);
    if (other && earlier && compareTexts(other, post) === 'changed') {
      const where = earlier.path === at.path ? earlier.place : `${earlier.path}, ${earlier.place}`;
      reportError(
        at.path,
        `${at.place}: id ${post.id} stands at ${where} with another text; the later text is kept`,
      );
    }
    this.#placesById.set(post.id, at);
  }

  /** A post met before is merged with what is known of it; one without an id meets the real one by its words. */
  #addOrMerge(item: CollectedPost): void {
    const content = contentOf(item);
    const nameless = item.id.startsWith('text:');
    const earlier = nameless ? undefined : this.#anonymousIdsByContent.get(content);
    const other = this.#items.get(item.id) ?? (earlier === undefined ? undefined : this.#items.get(earlier));
    const meets =
      other && (other.id === item.id || couldBeSameAuthor(other.author, item.author)) ? other : undefined;
    if (meets && meets.id !== item.id) this.#items.delete(meets.id);
    this.#items.set(item.id, meets ? mergePosts(meets, item) : item);
    (nameless ? this.#anonymousIdsByContent : this.#idsByContent).set(content, item.id);
  }

  /** The id of a collected post with this text that can be the same post. */
  #findSamePost(content: string, post: Post): string | null {
    const id = this.#idsByContent.get(content) ?? this.#anonymousIdsByContent.get(content);
    const other = id === undefined ? undefined : this.#items.get(id);
    return other && couldBeSameAuthor(other.author, post.author) ? other.id : null;
  }

  #uniqueId(content: string): string {
    let name = content;
    for (let n = 2; this.#items.has(name); n++) name = `${content}~${n}`;
    return name;
  }

  /** Posts go in oldest first, so that no source must be searched twice. */
  #findCopies(): void {
    const copies = new InMemoryCopies();
    for (const { a, b, copy } of this.#verdicts) copies.setVerdict(a, b, copy);
    const times = new Map([...this.#items.values()].map((post) => [post, orderingTime(post) ?? Infinity]));
    const posts = [...times].sort(([a, one], [b, other]) =>
      one === other ? compareText(a.id, b.id) : one - other,
    );
    for (const [post] of posts) copies.add({ ...post, author: authorKey(post.author) });
    this.#groups = copies.groups();
    for (const group of this.#groups) {
      for (const { id } of group.members) {
        const item = this.#items.get(id);
        if (item) item.group = group.id;
      }
    }
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function mergePosts(old: CollectedPost, met: CollectedPost): CollectedPost {
  const now = '';
  const { lastSeenAt: _, ...merged } = mergeSighting(
    { ...old, firstSeenAt: now, lastSeenAt: now },
    { ...met },
    now,
  );
  return {
    ...merged,
    firstSeenAt: old.firstSeenAt ?? met.firstSeenAt,
    capturedAt: old.capturedAt ?? met.capturedAt,
    note: old.note || met.note,
    tags: [...new Set([...old.tags, ...met.tags])],
    // Files do not say when a text was seen, so an older version cannot be told from a newer one.
    versions: old.versions,
    group: null,
  };
}

async function* batches<T>(items: T[], size = 500): AsyncGenerator<T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}
