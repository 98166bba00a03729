/**
 * When a post was published, as far as it is known: bounds, and the evidence for them. The rules and where they come
 * from are in docs/sources.md, "When".
 */
import type { OrderEvidence, Post, SeenLabel } from './post.ts';
import { labelBounds } from './post-time-label.ts';
import { isPostId, postedAtFromId } from './square/post-id.ts';
import { DAY, MINUTE } from './time-units.ts';

/** What is known of a post's time. */
export type TimedPost = Pick<Post, 'id' | 'kind' | 'url' | 'title' | 'postedAt' | 'postedAtSource'> & {
  /** The label that the page displayed, and when. */
  label?: SeenLabel | null | undefined;
  /** When this reader first had it on screen; `null` for a post from a file, absent where it plays no part. */
  firstSeenAt?: string | null | undefined;
};

/** One piece of evidence for the time of publication; times in ms since 1970, `null` for no bound. */
interface TimeEvidence {
  /**
   * `created`: the time in the id. `stated`: the time in a file. `label`: the time displayed on the page.
   * `seen`: it was on screen then. `clock`: it was seen before it was created, so the reader's clock was wrong.
   */
  kind: 'created' | 'stated' | 'label' | 'seen' | 'clock';
  from: number | null;
  to: number | null;
  /** True if it proves that the post was published long after it was created. */
  late: boolean;
}

/** Bounds of the time of publication, in ms since 1970, both included; `null` where there is none. */
interface PostTimes {
  created: number | null;
  from: number | null;
  to: number | null;
  evidence: TimeEvidence[];
}

/** Clocks of readers and of the site may differ by this much. Ours. */
const CLOCK_TOLERANCE = MINUTE;
/** A label may have been displayed for so long when it was read; a smaller difference proves no late publication. Ours. */
const STALE_LABEL = 15 * MINUTE;
/** Of 1,764 measured posts the latest was published 19.6 days after its id was made: no label proves more than this. */
const MAX_DELAY = 30 * DAY;
/** Articles are published minutes after their id was made: 84 of 100 within 10 minutes, half within 4. */
const ARTICLE_DELAY = 15 * MINUTE;

/** The time in a post's id, in ms; `null` for an id that is not Square's or has no time in it, and for an implausible time. */
function createdAt({ id, url, postedAt, postedAtSource }: TimedPost): number | null {
  const isSquares = isPostId(id) && (postedAtSource === 'id' || url !== null);
  // For an id without a time, the time that was read from it when it was stored.
  const time = (isSquares ? postedAtFromId(id) : null) ?? (postedAtSource === 'id' ? postedAt : null);
  // An implausible time was removed from the post when it was stored.
  return time === null || (postedAtSource !== 'label' && postedAt === null) ? null : Date.parse(time);
}

/** The bounds of a post's time of publication, with all evidence for them. */
export function postTimes(post: TimedPost): PostTimes {
  const created = createdAt(post);
  const evidence: TimeEvidence[] = [];
  if (created !== null) evidence.push({ kind: 'created', from: created, to: null, late: false });
  const stated = statedTime(post);
  if (stated && !(created !== null && stated.to < created))
    evidence.push({ ...stated, late: isLate(stated, created) });
  const label = post.label ? labelBounds(post.label) : null;
  // A label that is older than the post, or months younger, is the label of something else, or a clock was wrong.
  const isOwnLabel = (at: { from: number; to: number }) =>
    created === null || (at.to >= created - CLOCK_TOLERANCE && at.from <= created + MAX_DELAY);
  if (label && isOwnLabel(label)) {
    const { from, to } = label;
    evidence.push({ kind: 'label', from, to, late: isLate({ from: from - STALE_LABEL }, created) });
  }
  const seen = post.firstSeenAt ? Date.parse(post.firstSeenAt) : null;
  if (seen !== null) {
    const isClockWrong = created !== null && seen < created - CLOCK_TOLERANCE;
    evidence.push({
      kind: isClockWrong ? 'clock' : 'seen',
      from: null,
      to: isClockWrong ? null : seen,
      late: false,
    });
  }
  return { created, ...bounds(evidence), evidence };
}

/** Narrowest bounds of all evidence. A label is a lower bound only if it proves a late publication or is the only evidence. */
function bounds(evidence: readonly TimeEvidence[]): { from: number | null; to: number | null } {
  const hasCreated = evidence.some(({ kind }) => kind === 'created');
  let from: number | null = null;
  let to: number | null = null;
  for (const one of evidence) {
    const counts = one.kind !== 'label' || one.late || !hasCreated;
    if (counts && one.from !== null) from = Math.max(from ?? one.from, one.from);
    if (one.to !== null) to = Math.min(to ?? one.to, one.to);
  }
  // Evidence that contradicts itself bounds nothing from above.
  return from !== null && to !== null && to < from ? { from, to: null } : { from, to };
}

/** The time that a file gives. Midnight to the millisecond is a date without a time of day. */
function statedTime({ postedAt, postedAtSource }: TimedPost) {
  if (postedAt === null || postedAtSource !== 'label') return null;
  const from = Date.parse(postedAt);
  return { kind: 'stated' as const, from, to: postedAt.endsWith('T00:00:00.000Z') ? from + DAY - 1 : from };
}

function isLate({ from }: { from: number | null }, created: number | null): boolean {
  return created !== null && from !== null && created < from;
}

/**
 * The time by which posts are ordered, in ms: the time in the id; where a label or file proves a later publication,
 * the earliest time that this allows; `null` when nothing is known. What was seen when plays no part, so that all
 * readers of the same posts get the same order.
 */
export function orderingTime(post: TimedPost): number | null {
  return postTimes(post).from;
}

/**
 * Which of two posts was published first, and how that is known; `null` when no order can be claimed: a time is
 * unknown, or the bounds overlap.
 * @returns `order` is negative if `a` was first, positive if `b` was
 */
export function compareTimes(a: TimedPost, b: TimedPost): { order: number; evidence: OrderEvidence } | null {
  const [one, other] = [postTimes(a), postTimes(b)];
  const delay = mayBeArticle(a) || mayBeArticle(b) ? ARTICLE_DELAY : 0;
  const evidence = earlier(one, other, delay);
  if (evidence) return { order: -1, evidence };
  const reverse = earlier(other, one, delay);
  return reverse && { order: 1, evidence: reverse };
}

/** Short posts have no title; a file may not say that a post is an article. */
const mayBeArticle = ({ kind, title }: TimedPost) => kind === 'article' || title !== null;

/**
 * How it is known that the first was published before the second; `null` if it is not.
 * @param delay from the making of an id to publication, in ms, that is not yet unusual
 */
function earlier(a: PostTimes, b: PostTimes, delay: number): OrderEvidence | null {
  if (b.from === null) return null;
  const seen = a.evidence.find(({ kind }) => kind === 'seen')?.to ?? null;
  if (seen !== null && b.created !== null && seen < b.created - CLOCK_TOLERANCE) return 'seen';
  if (a.to !== null && a.to < b.from) return 'posted';
  const isLate = a.evidence.some(({ late }) => late);
  return a.created !== null && !isLate && a.created + delay < b.from ? 'created' : null;
}
