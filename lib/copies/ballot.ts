import type { Counts } from './counts.ts';
import type { Postings } from './postings.ts';
import { MAX_KEYS, type Sample, sample } from './sample.ts';
import type { Sketch } from './sketch.ts';
import { Votes } from './votes.ts';

/** Least estimated share of the shorter text that must be common, rare pairs weighing more. */
const MIN_SHARE = 0.16;
/** Votes are counted in sixteenths of a key that one post alone holds. */
const WHOLE_VOTE = 16;
/** What a pair says that was rare once. */
const COMMON_VOTE = 4;
/** Least votes: one and a half of a rare key, so that one chance meeting is no candidate. */
const MIN_VOTES = 1.5 * WHOLE_VOTE;
/** Candidates at most. */
const MAX_CANDIDATES = 12;

/** Which posts hold the keys of a text, and how much that says. */
export class Ballot {
  private readonly votes = new Votes();
  private readonly weights = new Uint8Array(MAX_KEYS + 32);
  private voted: { asked: Sketch; sample: Sample; revision: number } | null = null;
  /** What a post that holds all of the keys would get. */
  private weight = 0;

  constructor(
    private readonly postings: Postings,
    private readonly counts: Counts,
  ) {}

  /** Numbers of the posts that may share text with this one, likeliest first; at most twelve. */
  likeliest(asked: Sketch, revision: number): number[] {
    const { keys, rate } = this.hold(asked, revision);
    const ranked: { number: number; share: number }[] = [];
    this.votes.each((number, held, weight) => {
      if (weight < MIN_VOTES && held < keys.length / 3) return;
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
  hold(asked: Sketch, revision: number): Sample {
    if (this.voted?.asked === asked && this.voted.revision === revision) return this.voted.sample;
    const chosen = sample(asked, this.counts);
    const { keys, common } = chosen;
    const { weights } = this;
    const { asking, holding } = this.postings;
    asking.set(keys);
    asking.set(common, keys.length);
    const met = this.postings.meet(keys.length + common.length);
    this.votes.clear();
    this.weight = 0;
    const logPosts = Math.log2(this.postings.size + 8);
    for (let k = 0; k < keys.length; k++) {
      const count = holding[k] as number;
      weights[k] = count < 2 ? WHOLE_VOTE : Math.round(WHOLE_VOTE * (1 - Math.log2(count) / logPosts));
      this.weight += weights[k] as number;
    }
    weights.fill(COMMON_VOTE, keys.length, keys.length + common.length);
    const { numbers, byKey } = this.postings;
    for (let i = 0; i < met; i++) {
      this.votes.add(numbers[i] as number, weights[byKey[i] as number] as number);
    }
    this.voted = { asked, sample: chosen, revision };
    return chosen;
  }
}
