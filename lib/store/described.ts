/** A copy group with its members told against the first, and what fills the slots of a template. */
import { CopyIndex } from '../copies/copy-index.ts';
import { describe } from '../copies/describe.ts';
import { type Group, isClose } from '../copies/groups.ts';
import { sketch } from '../copies/sketch.ts';
import type { CopyGroup } from '../post.ts';
import type { PostRecord } from './schema.ts';

/** What a fresh index knows of words is enough to compare members of one group. */
const measure = new CopyIndex();

/** A group among these of its members; when its centre is not one of them, told against the earliest of them. */
export function described(id: string, founder: string | null, posts: PostRecord[]): CopyGroup {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const post = (one: string) => byId.get(one) as PostRecord;
  const alike = (a: string, b: string) => {
    const tie = measure.kinship(sketch(post(a).text, post(a).title), sketch(post(b).text, post(b).title));
    return tie && { kind: tie.kind, score: tie.score, close: isClose(tie.kind, tie.score, tie.ofLonger) };
  };
  const early = [...posts].sort((a, b) => ((a.postedAt ?? '~') < (b.postedAt ?? '~') ? -1 : 1));
  const centre = founder !== null && byId.has(founder) ? founder : (early[0]?.id ?? id);
  const same = { kind: 'exact', score: 1, close: true } as const;
  const group: Group = {
    id: centre,
    members: early.map((one) => {
      const tie = centre === founder ? one.member : alike(one.id, centre);
      return {
        id: one.id,
        ...(one.id === centre ? same : (tie ?? { kind: 'near', score: 0, close: false })),
      };
    }),
  };
  return { ...describe(group, post, alike), id };
}
