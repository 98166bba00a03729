/** Square's post ids and the time they contain. */
import { ORIGIN } from './hosts.ts';

/** 2023-11-13T16:00:00Z, the epoch of Square's ids. */
const EPOCH = 1_699_891_200_000;

const ID = /^\d{5,18}$/;

/** True for digits that can be a post's id; not for `fc0e` of a prefetch link. */
export const isPostId = (value: string | null): value is string => value !== null && ID.test(value);

/** The canonical URL of a post, independent of the locale of the page. */
export const postUrl = (id: string): string => `${ORIGIN}/en/square/post/${id}`;

/**
 * The time at which a post was created, from its id. An id of 14 or 15 digits is a snowflake: milliseconds
 * since `EPOCH` above 9 bits (until January 2026) or 12 bits (since then). Verified with more than 15 known
 * pairs of id and time, exact to the second. Older ids are plain counters.
 * @returns ISO time, or `null` if the id does not contain one
 */
export function postedAtFromId(id: string): string | null {
  const unit = id.length === 15 ? 4096 : id.length === 14 ? 512 : null;
  // Division instead of shifts: ids are larger than 32 bits, but below 2^53.
  return unit === null ? null : new Date(EPOCH + Math.floor(Number(id) / unit)).toISOString();
}
