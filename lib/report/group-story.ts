/** A copy group as a story: who was first, who repeated whom and when, in numbers. */
import type { CopyKind } from '../post.ts';
import { authorKey } from '../text/author-key.ts';

/** What a story needs of a post; posts of the library and records of an export both have it. */
export interface StoryPost {
  id: string;
  author: { name: string | null; handle: string | null };
  title: string | null;
  text: string;
  postedAt: string | null;
}

/** What a story needs of a group. */
export interface StoryGroup {
  id: string;
  kind: CopyKind;
  first: string | null;
  members: readonly { id: string; kind: CopyKind; score: number; source?: string | null | undefined }[];
}

export interface StoryMember<P extends StoryPost> {
  post: P;
  /** Its place by posting time, from 1. */
  place: number;
  isFirst: boolean;
  /** How it repeats its source; the first itself is exact with score 1. */
  kind: CopyKind;
  score: number;
  /** The earlier post that it repeats; `null` for the first. */
  source: StoryMember<P> | null;
  /** How much later than the first it was posted, in ms; `null` if unknown. */
  lag: number | null;
}

export interface GroupStory<P extends StoryPost> {
  kind: CopyKind;
  /** By posting time, those without a time last. */
  members: StoryMember<P>[];
  /** The member posted first; `null` if times are unknown or equal. */
  first: StoryMember<P> | null;
  /** Number of distinct known authors. */
  authors: number;
  /** Earliest and latest posting time in ms; `null` if no time is known. */
  span: [number, number] | null;
  /** Time from the earliest post until half of those with a time were posted, in ms; `null` below four of them. */
  half: number | null;
  /** Median score of the copies, 0 to 1; `null` without copies. */
  medianScore: number | null;
}

/** Least number of posts with a time for which "half of them" is shown. */
const ENOUGH_FOR_HALF = 4;

/**
 * Tells the story of a group.
 * @param posts the members' posts, in any order; members without one are left out
 */
export function groupStory<P extends StoryPost>(group: StoryGroup, posts: readonly P[]): GroupStory<P> {
  const memberOf = new Map(group.members.map((member) => [member.id, member]));
  const sorted = posts.filter(({ id }) => memberOf.has(id)).sort(byTime);
  const firstPost = sorted.find(({ id }) => id === group.first) ?? null;
  // A group without a known first still has a member that the others are compared with.
  const root = firstPost ?? sorted.find(({ id }) => memberOf.get(id)?.source === null) ?? sorted[0];
  const start = timeOf(firstPost);
  const members = sorted.map((post, i): StoryMember<P> => {
    const time = timeOf(post);
    const { kind = group.kind, score = 0 } = memberOf.get(post.id) ?? {};
    return {
      post,
      place: i + 1,
      isFirst: post === firstPost,
      kind,
      score,
      source: null,
      lag: start === null || time === null ? null : time - start,
    };
  });
  const byId = new Map(members.map((member) => [member.post.id, member]));
  for (const member of members) {
    if (member.post === root) continue;
    // Files of version 0.1 name no sources; their scores are against the first.
    const source = memberOf.get(member.post.id)?.source ?? root?.id;
    member.source = source === undefined ? null : (byId.get(source) ?? null);
  }
  const times = sorted.flatMap((post) => timeOf(post) ?? []);
  const copies = members.filter(({ post }) => post !== root).map(({ score }) => score);
  const authors = new Set(sorted.flatMap(({ author }) => authorKey(author) ?? []));
  return {
    kind: group.kind,
    members,
    first: (firstPost && byId.get(firstPost.id)) ?? null,
    authors: authors.size,
    span: times.length === 0 ? null : [times[0] as number, times.at(-1) as number],
    half:
      times.length < ENOUGH_FOR_HALF
        ? null
        : (times[Math.ceil(times.length / 2) - 1] as number) - (times[0] as number),
    medianScore: median(copies),
  };
}

/** By posting time, those without one last; then by id. */
export function byTime(a: StoryPost, b: StoryPost): number {
  const [x, y] = [a.postedAt ?? '~', b.postedAt ?? '~'];
  if (x !== y) return x < y ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Title and text as one text, as they are compared. */
export const wholeText = ({ title, text }: Pick<StoryPost, 'title' | 'text'>): string =>
  title === null ? text : `${title}\n${text}`;

const timeOf = (post: StoryPost | null): number | null =>
  post === null || post.postedAt === null ? null : Date.parse(post.postedAt);

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
