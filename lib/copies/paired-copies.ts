import type { CopyGroup } from '../post.ts';
import { classify } from './compare/classify.ts';
import { byCloseness, type Verdict } from './compare/verdict.ts';
import { extractFeatures, type TextFeatures } from './fingerprint/text-features.ts';
import { describeGroup } from './group-description.ts';
import type { CopyText, CopyTexts } from './in-memory-copies.ts';
import { LruCache } from './lru-cache.ts';
import { membersByRoot } from './members-by-root.ts';
import { identityText, postKeys } from './post-keys.ts';
import { RejectedPairs } from './rejected-pairs.ts';
import type { Source } from './source.ts';

/** Number of texts whose features are cached. */
const FEATURE_CACHE_SIZE = 512;

/**
 * All copies among texts whose candidates were found elsewhere, such as in a database (docs/large-collections.md). With
 * the pairs that the index would find, the answer is that of `InMemoryCopies`; texts with the same features need no pair.
 */
export class PairedCopies {
  private readonly texts: CopyTexts;
  private readonly candidatesOf: (id: string) => Iterable<string>;
  private readonly sources = new Map<string, Source>();
  /** The position of each post in the order of posts. */
  private readonly positions = new Map<string, number>();
  /** The earliest post of each identity, and for each later one that post. */
  private readonly firsts = new Map<string, string>();
  private readonly firstOf = new Map<string, string>();
  private readonly rejected = new RejectedPairs();
  private readonly features = new LruCache<TextFeatures>(FEATURE_CACHE_SIZE);

  /** @param candidatesOf ids of the posts to compare a post with; those that were not added before it are ignored */
  constructor(texts: CopyTexts, candidatesOf: (id: string) => Iterable<string>) {
    this.texts = texts;
    this.candidatesOf = candidatesOf;
  }

  /** Store the user's verdict that two texts are no copies (`copy` false); before either is added. */
  setVerdict(a: string, b: string, copy: boolean): void {
    this.rejected.set(a, b, !copy);
  }

  /** Add a text, in the order of posts: by time, then by id. */
  add(post: CopyText): void {
    const { id } = post;
    const features = this.features.set(id, extractFeatures(post.text, post.title));
    this.texts.set(id, post);
    this.positions.set(id, this.positions.size);
    const { keys, identity: halves } = postKeys(features);
    const identity = identityText(halves);
    const blocked = this.blockedFor(id);
    const first = identity === null ? undefined : this.firsts.get(identity);
    if (first === undefined) {
      if (identity !== null) this.firsts.set(identity, id);
    } else {
      this.firstOf.set(id, first);
      if (!this.standsBelow(first, blocked)) {
        this.sources.set(id, { id: first, kind: 'exact', score: 1 });
        return;
      }
    }
    if (keys.length === 0) return;
    const candidates = new Set(this.candidatesOf(id));
    if (first !== undefined) for (const other of this.candidatesOf(first)) candidates.add(other);
    let best: { id: string; verdict: Verdict } | null = null;
    for (const given of candidates) {
      // Of posts with the same features the earliest is compared.
      const other = this.firstOf.get(given) ?? given;
      if (other === id || !this.positions.has(other) || this.standsBelow(other, blocked)) continue;
      const verdict = classify(features, this.featuresOf(other));
      if (verdict === null) continue;
      const order =
        best && (byCloseness(verdict, best.verdict) || this.positionOf(other) - this.positionOf(best.id));
      if (order === null || order < 0) best = { id: other, verdict };
    }
    if (best === null) return;
    const { kind, score } = best.verdict;
    this.sources.set(id, { id: best.id, kind, score: Math.round(score * 1000) / 1000 });
  }

  /** Nothing is left for later. */
  settleSome(): boolean {
    return false;
  }

  /** The ids of each group by that of its root, ordered by it. */
  members(): Map<string, string[]> {
    return membersByRoot(this.sources.keys(), (id) => this.rootOf(id));
  }

  /** One of the groups that `members` gives. */
  describe(root: string, ids: readonly string[]): CopyGroup {
    return describeGroup(
      root,
      ids.map((id) => ({ ...(this.texts.get(id) as CopyText), source: this.sources.get(id) ?? null })),
    );
  }

  private rootOf(id: string): string {
    let root = id;
    for (let at = this.sources.get(root); at; at = this.sources.get(root)) root = at.id;
    return root;
  }

  private positionOf(id: string): number {
    return this.positions.get(id) as number;
  }

  private featuresOf(id: string): TextFeatures {
    const known = this.features.get(id);
    if (known) return known;
    const { text, title } = (this.texts.wordsOf?.(id) ?? this.texts.get(id)) as CopyText;
    return this.features.set(id, extractFeatures(text, title));
  }

  /** The earlier posts that one must not stand below. */
  private blockedFor(id: string): Set<string> {
    const blocked = new Set<string>();
    for (const other of this.rejected.of(id) ?? []) {
      if (!this.positions.has(other)) continue;
      blocked.add(other);
      blocked.add(this.firstOf.get(other) ?? other);
    }
    blocked.delete(id);
    return blocked;
  }

  private standsBelow(id: string, blocked: ReadonlySet<string>): boolean {
    if (blocked.size === 0) return false;
    for (let at: string | undefined = id; at !== undefined; at = this.sources.get(at)?.id)
      if (blocked.has(at)) return true;
    return false;
  }
}
