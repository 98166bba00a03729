/**
 * Sums up how a transaction changes the aggregates: tickers by role and day, distinct authors, campaigns,
 * groups. Codes and names can be any strings (also `__proto__`), so Maps are used.
 */

import type { RoleCounts, Summary } from '../../list-rows.ts';
import type { CopyKind, Role } from '../../post.ts';
import { authorKey } from '../../text/author-key.ts';
import { riderCodes } from '../../text/summary/campaigns.ts';
import { isInText } from '../../text/summary/ticker-table.ts';
import { parseCampaignKey } from '../db/campaign-key.ts';
import { countedDay, derivedFields, rolesByCode } from '../db/post-record.ts';
import { type AuthorRecord, EMPTY_SUMMARY, emptyKindTotals, type PostRecord } from '../db/schema.ts';

export type AuthorScope = AuthorRecord['of'];
type RoleTotals = RoleCounts & { posts: number };
interface CampaignChange {
  handle: string | null;
  code: string;
  posts: number;
  copies: number;
  riders: Map<string, number>;
}
interface GroupChange {
  size: number;
  kinds: Record<CopyKind, number>;
}

export const emptyRoleTotals = (): RoleTotals => ({
  posts: 0,
  discussed: 0,
  appended: 0,
  unsupported: 0,
  topic: 0,
});

/** The sum of all changes. */
export class AggregateDeltas {
  readonly counts: Summary = { ...EMPTY_SUMMARY };
  readonly tickers = new Map<string, RoleTotals>();
  readonly days = new Map<string, { code: string; day: string; roles: RoleTotals }>();
  readonly authors = new Map<string, { of: AuthorScope; key: string; author: string; posts: number }>();
  readonly campaigns = new Map<string, CampaignChange>();
  readonly groups = new Map<string, GroupChange>();
  /** The root of each group that got another. */
  readonly roots = new Map<string, string>();

  /** Note the root of a group. */
  setRoot(group: string, root: string): void {
    this.roots.set(group, root);
    this.#groupChange(group);
  }

  #groupChange(group: string): GroupChange {
    return getOrCreate(this.groups, group, () => ({ size: 0, kinds: emptyKindTotals() }));
  }

  /** Records that `after` replaced `before`; `null` for an inserted or deleted post. */
  replace(before: PostRecord | null, after: PostRecord | null): void {
    if (before) this.#count(before, -1);
    if (after) this.#count(after, 1);
  }

  /** Records that `after` replaced `before`, which differs at most in what the user changes. */
  countSaved(before: PostRecord, after: PostRecord): void {
    this.counts.captured += Number(after.capturedAt !== null) - Number(before.capturedAt !== null);
  }

  #count(post: PostRecord, sign: 1 | -1): void {
    this.counts.seen += sign;
    if (post.capturedAt !== null) this.counts.captured += sign;
    const author = authorKey(post.author);
    const day = countedDay(post);
    const roles = rolesByCode(post, isInText);
    for (const [code, role] of roles) {
      addRole(getOrCreate(this.tickers, code, emptyRoleTotals), role, sign);
      const key = JSON.stringify([code, day]);
      addRole(getOrCreate(this.days, key, () => ({ code, day, roles: emptyRoleTotals() })).roles, role, sign);
      this.#countAuthor('t', code, author, sign);
    }
    for (const key of derivedFields(post).campaigns) {
      const change = getOrCreate(this.campaigns, key, () => newCampaign(key));
      change.handle =
        post.mentions.find((name) => name.toLowerCase() === change.handle?.toLowerCase()) ?? change.handle;
      change.posts += sign;
      if (post.group !== null) change.copies += sign;
      for (const code of riderCodes(post, change.code)) {
        change.riders.set(code, (change.riders.get(code) ?? 0) + sign);
      }
      this.#countAuthor('c', key, author, sign);
    }
    if (post.group !== null) {
      const change = this.#groupChange(post.group);
      change.size += sign;
      if (post.member) change.kinds[post.member.kind] += sign;
      this.#countAuthor('g', post.group, author, sign);
    }
  }

  #countAuthor(of: AuthorScope, key: string, author: string | null, sign: 1 | -1): void {
    if (author === null) return;
    const id = JSON.stringify([of, key, author]);
    getOrCreate(this.authors, id, () => ({ of, key, author, posts: 0 })).posts += sign;
  }
}

/** An empty campaign. Its handle comes from the key until a post shows the original spelling. */
function newCampaign(key: string): CampaignChange {
  return { ...parseCampaignKey(key), posts: 0, copies: 0, riders: new Map() };
}

/** Riders, most posts first. */
export function sortedRiders(riders: Map<string, number>): { code: string; posts: number }[] {
  return [...riders]
    .filter(([, posts]) => posts > 0)
    .map(([code, posts]) => ({ code, posts }))
    .sort((a, b) => b.posts - a.posts || (a.code < b.code ? -1 : 1));
}

function getOrCreate<T>(map: Map<string, T>, key: string, make: () => T): T {
  const old = map.get(key);
  if (old !== undefined) return old;
  const made = make();
  map.set(key, made);
  return made;
}

function addRole(roles: RoleTotals, role: Role, sign: 1 | -1): void {
  roles.posts += sign;
  roles[role] += sign;
}

export function addRoles(a: RoleTotals, b: RoleTotals): RoleTotals {
  return {
    posts: a.posts + b.posts,
    discussed: a.discussed + b.discussed,
    appended: a.appended + b.appended,
    unsupported: a.unsupported + b.unsupported,
    topic: a.topic + b.topic,
  };
}

export const isZero = (r: RoleTotals) =>
  !r.posts && !r.discussed && !r.appended && !r.unsupported && !r.topic;
