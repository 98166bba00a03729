/** The library's tables: what IndexedDB holds, and by which keys it is found. */
import type { DBSchema } from 'idb';
import type * as z from 'zod/mini';
import type { CampaignRider, RoleCounts, Summary } from '../../list-rows.ts';
import type { CopyKind, Correction, PostId, StoredPost, Verdict } from '../../post.ts';

type Id = z.infer<typeof PostId>;

/** A sort key that puts the newest first: minus the time in ms since 1970. */
export type NegatedTime = number;

/**
 * A post's record: the post, its place in its copy group, and the keys it is found by. A key that is `undefined`
 * (or `null`) leaves the record out of that index.
 */
export interface PostRecord extends StoredPost {
  /** How it repeats its group's founder, and whether it shares most of its text; `null` outside a group. */
  member: { kind: CopyKind; score: number; close: boolean } | null;
  /** Hash of its normalised text, `text:…`: how a post without an id meets the real one. */
  content: string;
  /** Captures, newest first. */
  keptKey?: [NegatedTime, Id];
  /** Posts that are only seen, longest unseen first. */
  staleKey?: [number, Id];
  /** Its group's members by posting time; an unknown time (infinity) comes last. */
  groupKey?: [group: string, ms: number, Id];
  /**
   * What it can be listed by: `['t', code, role, newest, id]` its tickers, `['c', campaign, newest, id]` its
   * campaigns, `['a', author, newest, id]` its author.
   */
  facets: (string | number)[][];
}

export interface GroupRecord {
  id: string;
  /** The post it began with: who joins has to be like this one. */
  founder: Id;
  /** Members of each kind, the first not counted. */
  kinds: Record<CopyKind, number>;
  first: Id | null;
  size: number;
  authors: number;
  latestAt: string;
  bySize: [number, string];
  byAuthors: [number, string];
  byLatest: [NegatedTime, string];
}

export interface TickerRecord extends RoleCounts {
  code: string;
  posts: number;
  authors: number;
  /** Minus the number of posts: all of them, and per role (absent at 0). */
  byPosts: [number, string];
  byDiscussed?: [number, string];
  byAppended?: [number, string];
  byUnsupported?: [number, string];
  byTopic?: [number, string];
}

export interface DayRecord extends RoleCounts {
  code: string;
  day: string;
}

export interface CampaignRecord {
  key: string;
  handle: string | null;
  code: string;
  posts: number;
  authors: number;
  copies: number;
  riders: CampaignRider[];
  byPosts: [number, string];
}

/** How many posts one author has under a ticker (`t`), a campaign (`c`) or in a group (`g`). */
export interface AuthorRecord {
  of: 't' | 'c' | 'g';
  key: string;
  author: string;
  posts: number;
}

export interface Tables extends DBSchema {
  posts: {
    key: string;
    value: PostRecord;
    indexes: {
      content: string;
      kept: [number, string];
      stale: [number, string];
      group: [string, number, string];
      facets: (string | number)[];
    };
  };
  groups: {
    key: string;
    value: GroupRecord;
    indexes: { size: [number, string]; authors: [number, string]; latest: [number, string] };
  };
  tickers: {
    key: string;
    value: TickerRecord;
    indexes: {
      posts: [number, string];
      discussed: [number, string];
      appended: [number, string];
      unsupported: [number, string];
      topic: [number, string];
    };
  };
  days: { key: [code: string, day: string]; value: DayRecord };
  campaigns: { key: string; value: CampaignRecord; indexes: { posts: [number, string] } };
  authors: { key: [of: string, key: string, author: string]; value: AuthorRecord };
  verdicts: { key: [a: string, b: string]; value: Verdict; indexes: { b: string } };
  corrections: { key: [id: string, code: string]; value: Correction };
  /** The copy index, packed into few large records, and the changes since they were written. */
  copyIndex: { key: string; value: unknown };
  /** Single values: `settings`, `counts`, `epoch` … */
  meta: { key: string; value: unknown };
}

export type TableName =
  | 'posts'
  | 'groups'
  | 'tickers'
  | 'days'
  | 'campaigns'
  | 'authors'
  | 'verdicts'
  | 'corrections'
  | 'copyIndex'
  | 'meta';

export const STORE_NAMES: TableName[] = [
  'posts',
  'groups',
  'tickers',
  'days',
  'campaigns',
  'authors',
  'verdicts',
  'corrections',
  'copyIndex',
  'meta',
];

/** The counters of an empty library. */
export const EMPTY_SUMMARY: Summary = { seen: 0, captured: 0, groups: 0, copies: 0, codes: 0, campaigns: 0 };
