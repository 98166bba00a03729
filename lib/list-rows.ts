/** Rows that the library's reader returns to popup and library page. Types only. */
import type { CopyGroup, CopyKind, Role, StoredPost } from './post.ts';

/** The six counters of the library. */
export interface Summary {
  /** Stored posts, including captures. */
  seen: number;
  captured: number;
  groups: number;
  /** Members of groups that are not the first: posts that repeat another one. */
  copies: number;
  /** Distinct ticker codes. */
  codes: number;
  /** Campaigns with enough posts (`isCampaign`). */
  campaigns: number;
}

/** A page of a list. Pass `next` as `after` for the following page; it is `null` at the end. */
export interface ListPage<T> {
  rows: T[];
  next: string | null;
}

export interface GroupRow {
  id: string;
  kind: CopyKind;
  /** Id of the member posted first; `null` if times are unknown or equal. */
  first: string | null;
  size: number;
  /** Distinct authors. */
  authors: number;
  /** Posting time (or first sighting) of the newest member. */
  latestAt: string;
  /** The post shown for the group: its first, or else another member. */
  previewPost: StoredPost | null;
}

export interface GroupWithPosts {
  group: CopyGroup;
  /** The members' posts, earliest first, those without a time last. */
  posts: StoredPost[];
  /** Distinct authors. */
  authors: number;
}

/** Number of posts that mention a code, by role. */
export type RoleCounts = Record<Role, number>;

export interface TickerRow extends RoleCounts {
  code: string;
  posts: number;
  authors: number;
}

export interface TickerDay extends RoleCounts {
  /** Day of posting (or first sighting), in UTC: `2026-06-03`. */
  day: string;
}

export interface TickerWithDays extends TickerRow {
  days: TickerDay[];
}

/** A rider: a code that posts of a campaign only tag. */
export interface CampaignRider {
  code: string;
  posts: number;
}

export interface CampaignRow {
  key: string;
  /** The mentioned account, with `@`; `null` for a campaign known only by the pair `#X $X`. */
  handle: string | null;
  code: string;
  posts: number;
  authors: number;
  /** Posting times of the first and the last post seen. */
  firstAt: string | null;
  lastAt: string | null;
  /** Posts of the campaign that are in a copy group. */
  copies: number;
  /** Most posts first. */
  riders: CampaignRider[];
  /** False if it has fewer than 3 posts and fewer than 2 authors: too few for a campaign. */
  isCampaign: boolean;
}
