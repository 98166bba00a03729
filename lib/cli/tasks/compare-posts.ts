import { classify } from '../../copies/compare/classify.ts';
import { unpackFeatures } from '../../copies/fingerprint/packed-features.ts';
import type { TextFeatures } from '../../copies/fingerprint/text-features.ts';
import type { Match } from '../../copies/ordered-copies.ts';
import { readFully, type Stretches } from '../io/bytes-spool.ts';
import { listAt, type PackedLists } from './packed-lists.ts';

/** Posts by rank, and for each the earlier ones to compare it with. */
export interface PostsToCompare {
  ranks: Uint32Array;
  candidates: PackedLists<Uint32Array>;
  /** Where the features are of all these posts: of each post, then of each candidate. */
  features: Stretches;
}

/** For each post the candidates that it matches. Depends on the texts alone. */
export function comparePosts({ ranks, candidates, features }: PostsToCompare): Match[][] {
  const known = new Map<number, TextFeatures>();
  const featuresOf = (rank: number, at: number): TextFeatures => {
    const found = known.get(rank);
    if (found) return found;
    const length = features.lengths[at] as number;
    const packed = new Uint32Array(length / Uint32Array.BYTES_PER_ELEMENT);
    readFully(features.file, new Uint8Array(packed.buffer), features.starts[at] as number, length);
    const read = unpackFeatures(packed);
    known.set(rank, read);
    return read;
  };
  let at = ranks.length;
  return Array.from(ranks, (rank, i) => {
    const matches: Match[] = [];
    const own = featuresOf(rank, i);
    for (const other of listAt(candidates, i)) {
      const verdict = classify(own, featuresOf(other, at++));
      if (verdict) matches.push({ rank: other, verdict });
    }
    return matches;
  });
}
