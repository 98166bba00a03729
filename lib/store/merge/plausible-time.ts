/** Which times a post can have: a page can invent ids, and an id tells a time. */
import type { Post } from '../../post.ts';

/** Before this there was no Binance. */
const BINANCE_LAUNCH = '2017-01-01';
const DAY = 86_400_000;

/** True for a time that exists, not before Binance and not after tomorrow (clocks differ). Times are ISO in UTC. */
export function isPlausibleTime(time: string, now: string): boolean {
  const ms = Date.parse(time);
  return time >= BINANCE_LAUNCH && ms <= Date.parse(now) + DAY;
}

/**
 * The post without a time that cannot be: unknown. Kept, one such record would make an import refuse the whole
 * export that holds it.
 */
export function withPlausibleTime<T extends Pick<Post, 'postedAt' | 'postedAtSource'>>(
  post: T,
  now: string,
): T {
  if (post.postedAt === null || isPlausibleTime(post.postedAt, now)) return post;
  return { ...post, postedAt: null, postedAtSource: null };
}

/**
 * A time that a reader's own clock wrote. Where it cannot be, that clock was wrong: the time was `now` at the latest,
 * and `now` is what is kept.
 */
export const clampTime = (time: string, now: string): string => (isPlausibleTime(time, now) ? time : now);
