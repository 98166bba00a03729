/** What a text dump gives. */
import type { RawPost, Surface } from '../../post.ts';
import type { Profile } from '../profile-header.ts';

export interface Dump {
  surface: Surface;
  /** The head of a profile; the dump names no handle. */
  profile: Pick<Profile, 'name' | 'counts'> | null;
  /** As on the page, top to bottom. They have no id, no time and no marks. */
  posts: RawPost[];
  /** Labels that stand between two posts and may belong to either ("Partly True"). */
  looseLabels: string[];
}

/** A post of a dump: what it says, and nothing it does not. */
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
