/** Builds a copy group: each member compared with the first, and the values in the slots of a template. */

import { toCopyGroup } from '../../copies/copy-group.ts';
import { CopyIndex, type IndexPart } from '../../copies/copy-index.ts';
import { extractFeatures } from '../../copies/fingerprint/text-features.ts';
import { type Group, isClose } from '../../copies/group-assignment.ts';
import type { CopyGroup } from '../../post.ts';
import type { PostRecord } from '../db/schema.ts';

/** Compares two posts, with the looser thresholds for members of one group. */
export type TextComparer = Pick<CopyIndex, 'kinship'>;

/**
 * Loads a comparer with the word statistics that were written with the last checkpoint of the copy index (at
 * most about 2,000 posts ago): one read of less than 1 MB, while the whole index takes many.
 * @param store the object store of the copy index
 */
export async function loadTextComparer(store: { get(key: string): Promise<unknown> }): Promise<TextComparer> {
  const counts = (await store.get('part:counts')) as IndexPart | undefined;
  return new CopyIndex(counts ? [counts] : []);
}

/**
 * Builds the group of these members. If its founder is not among them, they are compared with the earliest
 * one.
 */
export function buildCopyGroup(
  id: string,
  founder: string | null,
  posts: PostRecord[],
  measure: TextComparer,
): CopyGroup {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const post = (one: string) => byId.get(one) as PostRecord;
  const compare = (a: string, b: string) => {
    const likeness = measure.kinship(
      extractFeatures(post(a).text, post(a).title),
      extractFeatures(post(b).text, post(b).title),
    );
    return (
      likeness && {
        kind: likeness.kind,
        score: likeness.score,
        close: isClose(likeness.kind, likeness.score, likeness.ofLonger),
      }
    );
  };
  const byTime = [...posts].sort((a, b) => ((a.postedAt ?? '~') < (b.postedAt ?? '~') ? -1 : 1));
  const centre = founder !== null && byId.has(founder) ? founder : (byTime[0]?.id ?? id);
  const same = { kind: 'exact', score: 1, close: true } as const;
  const group: Group = {
    id: centre,
    members: byTime.map((one) => {
      const likeness = centre === founder ? one.member : compare(one.id, centre);
      return {
        id: one.id,
        ...(one.id === centre ? same : (likeness ?? { kind: 'near', score: 0, close: false })),
      };
    }),
  };
  return { ...toCopyGroup(group, post, compare), id };
}
