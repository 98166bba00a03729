/** Checks posting times: a page can invent ids, and the time is derived from the id. */
import type { Post } from '../../post.ts';
import { DAY } from '../../time-units.ts';

/** Binance did not exist before this date. */
const BINANCE_LAUNCH = '2017-01-01';

/**
 * True for a valid time after the launch of Binance and at most one day after `now` (clocks differ). Times
 * are ISO 8601 in UTC.
 */
export function isPlausibleTime(time: string, now: string): boolean {
  const ms = Date.parse(time);
  return time >= BINANCE_LAUNCH && ms <= Date.parse(now) + DAY;
}

/**
 * Replaces an impossible posting time by `null`. Otherwise one such record would make an import reject the
 * whole export.
 */
export function withPlausibleTime<T extends Pick<Post, 'postedAt' | 'postedAtSource'>>(
  post: T,
  now: string,
): T {
  if (post.postedAt === null || isPlausibleTime(post.postedAt, now)) return post;
  return { ...post, postedAt: null, postedAtSource: null };
}

/** Replaces an impossible time that a reader's clock wrote by `now`, the latest time it can be. */
export const clampTime = (time: string, now: string): string => (isPlausibleTime(time, now) ? time : now);
