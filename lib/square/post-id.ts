/** Square's post ids: what they tell by themselves. */
import { ORIGIN } from './urls.ts';

/** 2023-11-13T16:00:00Z, where Square's clock starts. */
const EPOCH = 1_699_891_200_000;

const ID = /^\d{5,18}$/;

/** True for digits that can be a post's id; `fc0e` of a prefetch link is none. */
export const isPostId = (value: string | null): value is string => value !== null && ID.test(value);

/** The address of a post, the same for every locale it was met in. */
export const postUrl = (id: string): string => `${ORIGIN}/en/square/post/${id}`;

/**
 * When a post was made, from its id.
 * An id of 14 or 15 digits is a snowflake: milliseconds since `EPOCH` above 9 bits (until January 2026) or
 * 12 bits (since). Checked on more than 15 known pairs of id and time, exact to the second. Older ids only count.
 * @returns ISO time, or `null` when the id tells none.
 */
export function postedAtFromId(id: string): string | null {
  const unit = id.length === 15 ? 4096 : id.length === 14 ? 512 : null;
  // Division, not shifts: ids exceed 32 bits and stay below 2^53.
  return unit === null ? null : new Date(EPOCH + Math.floor(Number(id) / unit)).toISOString();
}
