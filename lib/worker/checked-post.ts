/** Checks what a post from a page claims, because a compromised process of a page can send any post. */
import type { RawPost } from '../post.ts';
import { safePostUrl } from '../square/hosts.ts';
import { postedAtFromId } from '../square/post-id.ts';
import { DAY } from '../time-units.ts';

/**
 * Maximum time, in ms, by which a displayed time may be before the time in the id: it is exact to the day, in a zone that
 * may be half a day ahead or behind.
 */
const LABEL_TOLERANCE_MS = 2 * DAY;

/**
 * Returns the post without an address that is not the site's, and without a time that contradicts its id: a time that
 * claims to be from the id is computed anew, and a displayed one cannot be before the id was given out.
 */
export function checkedPost(post: RawPost): RawPost {
  return { ...post, url: safePostUrl(post.url), ...checkedTime(post) };
}

function checkedTime({
  id,
  postedAt,
  postedAtSource,
}: RawPost): Pick<RawPost, 'postedAt' | 'postedAtSource'> {
  const created = id === null ? null : postedAtFromId(id);
  const isFromId = postedAtSource === 'id' || postedAtSource === null;
  if (created === null)
    return isFromId ? { postedAt: null, postedAtSource: null } : { postedAt, postedAtSource };
  const isEarlier = postedAt !== null && Date.parse(postedAt) < Date.parse(created) - LABEL_TOLERANCE_MS;
  // An invalid time is neither earlier nor later.
  const isValid = postedAt !== null && Number.isFinite(Date.parse(postedAt));
  if (isFromId || isEarlier || !isValid) return { postedAt: created, postedAtSource: 'id' };
  return { postedAt, postedAtSource };
}
