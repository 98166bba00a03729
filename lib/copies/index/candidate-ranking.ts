import type { TextFeatures } from '../fingerprint/text-features.ts';
import type { Postings } from './postings.ts';
import { MAX_KEYS, type PairSample, samplePairs } from './sample-pairs.ts';
import { Votes } from './score-table.ts';
import type { TermStatistics } from './term-statistics.ts';

/** Least estimated share of the shorter text that must be common, rare pairs weighing more. */
const MIN_SHARE = 0.16;
/** Votes are counted in sixteenths of a key that one post alone holds. */
const RARE_WEIGHT = 16;
/** What a pair says that was rare once. */
const COMMON_WEIGHT = 4;
/** Least votes: one and a half of a rare key, so that one chance meeting is no candidate. */
const MIN_WEIGHT = 1.5 * RARE_WEIGHT;
/** Candidates at most. */
const MAX_CANDIDATES = 12;

/** Which posts hold the keys of a text, and how much that says. */
export class CandidateRanker {
  private readonly votes = new Votes();
  private readonly weights = new Uint8Array(MAX_KEYS + 32);
  private cached: { asked: TextFeatures; sample: PairSample; revision: number } | null = null;
  /** What a post that holds all of the keys would get. */
  private weight = 0;

  constructor(
    private readonly postings: Postings,
    private readonly counts: TermStatistics,
  ) {}

  /** Numbers of the posts that may share text with this one, likeliest first; at most twelve. */
  topCandidates(asked: TextFeatures, revision: number): number[] {
    const { keys, rate } = this.score(asked, revision);
    const ranked: { number: number; share: number }[] = [];
    this.votes.each((number, held, weight) => {
      if (weight < MIN_WEIGHT && held < keys.length / 3) return;
      const known = this.postings.known(number);
      const common = Math.min(1, known.rate / rate);
      const most = this.weight * common * Math.min(1, known.size / asked.words.length);
      if (weight >= MIN_SHARE * most) ranked.push({ number, share: Math.min(1, weight / most) + held / 1e6 });
    });
    ranked.sort((a, b) => b.share - a.share || a.number - b.number);
    return ranked.slice(0, MAX_CANDIDATES).map(({ number }) => number);
  }

  /**
   * Sample a text and let each of its keys vote for the posts that hold it; the same text again costs nothing.
   *
   * @param revision Of the index: another one, another vote.
   */
  score(asked: TextFeatures, revision: number): PairSample {
    if (this.cached?.asked === asked && this.cached.revision === revision) return this.cached.sample;
    const chosen = samplePairs(asked, this.counts);
    const { keys, common } = chosen;
    const { weights } = this;
    const { queryKeys: asking, holderCounts: holding } = this.postings;
    asking.set(keys);
    asking.set(common, keys.length);
    const met = this.postings.lookupAll(keys.length + common.length);
    this.votes.clear();
    this.weight = 0;
    const logPosts = Math.log2(this.postings.size + 8);
    for (let k = 0; k < keys.length; k++) {
      const count = holding[k] as number;
      weights[k] = count < 2 ? RARE_WEIGHT : Math.round(RARE_WEIGHT * (1 - Math.log2(count) / logPosts));
      this.weight += weights[k] as number;
    }
    weights.fill(COMMON_WEIGHT, keys.length, keys.length + common.length);
    const { numbers, keyIndexes: byKey } = this.postings;
    for (let i = 0; i < met; i++) {
      this.votes.add(numbers[i] as number, weights[byKey[i] as number] as number);
    }
    this.cached = { asked, sample: chosen, revision };
    return chosen;
  }
}
