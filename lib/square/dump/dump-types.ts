/** Result of reading a text dump. */
import type { RawPost, Surface } from '../../post.ts';
import type { Profile } from '../profile-header.ts';

export interface Dump {
  surface: Surface;
  /** The profile header; a dump contains no handle. */
  profile: Pick<Profile, 'name' | 'counts'> | null;
  /** In page order. They have no id, no time and no marks. */
  posts: RawPost[];
  /** Labels between two posts that may belong to either ("Partly True"). */
  looseLabels: string[];
}

/** Creates the raw post of a dump; fields that a dump does not contain are empty. */
export function createDumpPost(text: string, known: Partial<RawPost>): RawPost {
  return {
    id: null,
    url: null,
    kind: 'post',
    surface: 'profile',
    author: { name: null, handle: null },
    title: null,
    text,
    excerpt: false,
    marks: [],
    attached: [],
    labels: { pinned: false, factCheck: null, sentiment: null },
    counts: { comments: null, quotes: null, likes: null, views: null },
    postedAt: null,
    postedAtSource: null,
    timeLabel: null,
    ...known,
  };
}
