import type { CopyGroup } from '../post.ts';
import { classify } from './compare/classify.ts';
import { byCloseness, type Verdict } from './compare/verdict.ts';
import { extractFeatures, type TextFeatures } from './fingerprint/text-features.ts';
import { describeGroup } from './group-description.ts';
import type { CopyText, CopyTexts } from './in-memory-copies.ts';
import { postKeys, type Source } from './source-forest.ts';

/** Features kept at hand. */
const FEATURE_CACHE_SIZE = 512;

/**
 * All copies among texts whose candidates were found elsewhere, such as in a database (docs/large-collections.md). With
 * the pairs that the index would find, the answer is that of `InMemoryCopies`; texts with the same features need no pair.
 */
export class PairedCopies {
  private readonly texts: CopyTexts;
  private readonly candidatesOf: (id: string) => Iterable<string>;
  private readonly sources = new Map<string, Source>();
  /** Where each post stands in the order of posts. */
  private readonly places = new Map<string, number>();
  /** The earliest post of each identity, and for each later one that post. */
  private readonly firsts = new Map<string, string>();
  private readonly firstOf = new Map<string, string>();
  private readonly rejected = new Map<string, Set<string>>();
  private readonly features = new Map<string, TextFeatures>();

  /** @param candidatesOf ids of the posts to compare a post with; those that were not added before it are ignored */
  constructor(texts: CopyTexts, candidatesOf: (id: string) => Iterable<string>) {
    this.texts = texts;
    this.candidatesOf = candidatesOf;
  }

  /** The user's word that two texts are no copies (`copy` false); before either is added. */
  setVerdict(a: string, b: string, copy: boolean): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const others = this.rejected.get(one) ?? new Set<string>();
      if (copy) others.delete(other);
      else this.rejected.set(one, others.add(other));
    }
  }

  /** Add a text, in the order of posts: by time, then by id. */
  add(post: CopyText): void {
    const { id } = post;
    const features = this.remember(id, extractFeatures(post.text, post.title));
    this.texts.set(id, post);
    this.places.set(id, this.places.size);
    const { keys, identity } = postKeys(features);
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
      if (other === id || !this.places.has(other) || this.standsBelow(other, blocked)) continue;
      const verdict = classify(features, this.featuresOf(other));
      if (verdict === null) continue;
      const order =
        best && (byCloseness(verdict, best.verdict) || this.placeOf(other) - this.placeOf(best.id));
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
    const members = new Map<string, string[]>();
    for (const id of this.sources.keys()) {
      let root = id;
      for (let at = this.sources.get(root); at; at = this.sources.get(root)) root = at.id;
      const known = members.get(root);
      if (known) known.push(id);
      else members.set(root, [root, id]);
    }
    return new Map([...members].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** One of the groups that `members` gives. */
  describe(root: string, ids: readonly string[]): CopyGroup {
    return describeGroup(
      root,
      ids.map((id) => ({ ...(this.texts.get(id) as CopyText), source: this.sources.get(id) ?? null })),
    );
  }

  private placeOf(id: string): number {
    return this.places.get(id) as number;
  }

  private featuresOf(id: string): TextFeatures {
    const known = this.features.get(id);
    if (known) return known;
    const { text, title } = (this.texts.wordsOf?.(id) ?? this.texts.get(id)) as CopyText;
    return this.remember(id, extractFeatures(text, title));
  }

  private remember(id: string, features: TextFeatures): TextFeatures {
    this.features.set(id, features);
    if (this.features.size > FEATURE_CACHE_SIZE)
      this.features.delete(this.features.keys().next().value as string);
    return features;
  }

  /** The earlier posts that one must not stand below, by the user's word. */
  private blockedFor(id: string): Set<string> {
    const blocked = new Set<string>();
    for (const other of this.rejected.get(id) ?? []) {
      if (!this.places.has(other)) continue;
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
