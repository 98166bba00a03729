/** Types of the object stores and their indexes. */
import type { DBSchema, IDBPTransaction, StoreNames } from 'idb';
import type * as z from 'zod/mini';
import type { CampaignRider, RoleCounts, Summary } from '../../list-rows.ts';
import type { CopyKind, Correction, PostId, StoredPost, Verdict } from '../../post.ts';

type Id = z.infer<typeof PostId>;

/** A sort key that lists the newest first: minus the time in ms since 1970. */
type NegatedTime = number;

/**
 * A stored post, its membership in a copy group, and its index keys. A key that is `undefined` (or `null`)
 * leaves the record out of that index.
 */
export interface PostRecord extends StoredPost {
  /** How it repeats its source; `null` for the first of a group and outside groups. */
  member: Member | null;
  /** A hash of its text, when other posts in the library have the same words. */
  sameText?: string;
  /**
   * Content id, `text:…`: the hash of the normalized text, by which a post without an id is matched with the
   * real one.
   */
  content: string;
  /** When what an export holds of it was last changed: saved, noted, tagged, reworded or imported. */
  changedAt?: string;
  /** Captures, newest first. */
  keptKey?: [NegatedTime, Id];
  /** Seen posts that are not captures, least recently seen first. */
  staleKey?: [number, Id];
  /** Members of a group by `orderingTime`; unknown times (infinity) come last. */
  groupKey?: [group: string, ms: number, Id];
  /**
   * List keys: `['t', code, role, newest, id]` for its tickers, `['c', campaign, newest, id]` for its
   * campaigns, `['a', author, newest, id]` for its author.
   */
  facets: (string | number)[][];
}

/** How a post repeats its source, the earlier post that it matches best. */
export interface Member {
  source: Id;
  kind: CopyKind;
  score: number;
  /**
   * The source is the earliest post with the same `sameText`; `source` may be one that was the earliest before.
   * See `sourcesOf`.
   */
  equal?: true;
}

export interface GroupRecord {
  /** A label without meaning: groups keep it when they get another first. */
  id: string;
  /** The post without a source whose group this is. */
  root: Id;
  /** Number of members by kind, without the first. */
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
  /** Minus the number of posts: of all posts, and per role (absent if 0). */
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

/** Number of posts of one author under a ticker (`t`), a campaign (`c`) or in a group (`g`). */
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
  /** The copy index as a few large packed records, and the change log since they were written. */
  copyIndex: { key: string; value: unknown };
  /** Single values: `settings`, `counts`, `epoch` … */
  meta: { key: string; value: unknown };
}

export type TableName = StoreNames<Tables>;

/** A transaction over all object stores that the code only reads from. */
export type ReadTx = IDBPTransaction<Tables, TableName[], 'readwrite' | 'readonly'>;

/** A transaction that may write to all object stores. */
export type WriteTx = IDBPTransaction<Tables, TableName[], 'readwrite'>;

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

/** The kinds of the members of an empty group. */
export const emptyKindTotals = (): Record<CopyKind, number> => ({
  exact: 0,
  near: 0,
  excerpt: 0,
  template: 0,
  figures: 0,
});
