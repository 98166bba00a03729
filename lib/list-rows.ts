/** What the library's reader gives to popup and library page: rows ready to show. Types only. */
import type { CopyGroup, CopyKind, Role, StoredPost } from './post.ts';

/** The library in six numbers. */
export interface Summary {
  /** Posts kept, captures included. */
  seen: number;
  captured: number;
  groups: number;
  /** Members of groups that are not their group's first one: the posts that repeat another. */
  copies: number;
  /** Distinct ticker codes. */
  codes: number;
  /** Campaigns with enough posts to be called so. */
  campaigns: number;
}

/** A stretch of a list. `next` is given back as `after` for the following stretch; `null` at the end. */
export interface ListPage<T> {
  rows: T[];
  next: string | null;
}

export interface GroupRow {
  id: string;
  kind: CopyKind;
  /** Id of the earliest posted member; `null` when times are unknown or tie. */
  first: string | null;
  size: number;
  /** Distinct authors. */
  authors: number;
  /** When its newest member was posted (or first seen). */
  latestAt: string;
  /** The post to show for the group: its first, or else one of its members. */
  previewPost: StoredPost | null;
}

export interface GroupWithPosts {
  group: CopyGroup;
  /** The members' posts, earliest posted first, those of unknown time last. */
  posts: StoredPost[];
  /** Distinct authors. */
  authors: number;
}

/** How many posts mention a code in which role. */
export type RoleCounts = Record<Role, number>;

export interface TickerRow extends RoleCounts {
  code: string;
  posts: number;
  authors: number;
}

export interface TickerDay extends RoleCounts {
  /** `2026-06-03`, UTC, of the posting (or else of the first sight). */
  day: string;
}

export interface TickerWithDays extends TickerRow {
  days: TickerDay[];
}

/** A code that rides along in a campaign's posts. */
export interface CampaignRider {
  code: string;
  posts: number;
}

export interface CampaignRow {
  key: string;
  /** The account mentioned, with its sign; `null` for a campaign known only by its twin `#X $X`. */
  handle: string | null;
  code: string;
  posts: number;
  authors: number;
  /** Posting times of its first and last post seen. */
  firstAt: string | null;
  lastAt: string | null;
  /** Posts of it that are members of a copy group. */
  copies: number;
  /** Most frequent first. */
  riders: CampaignRider[];
  /** False below 3 posts and below 2 authors: too little to speak of a campaign. */
  isCampaign: boolean;
}
