/** The list of copy groups by the state of their review. */
import { type GroupReview, REVIEW_STATES, type ReviewState } from '../../../lib/group-review.ts';
import type { GroupRow, ListPage } from '../../../lib/list-rows.ts';

export type Reviews = ReadonlyMap<string, GroupReview>;

/** A state as an address has it; `null` for any. */
export const reviewStateOf = (name: string | null): ReviewState | null =>
  REVIEW_STATES.find((state) => state === name) ?? null;

/** State of a group: `open` until the reader decides. */
export const stateIn = (reviews: Reviews, group: string): ReviewState => reviews.get(group)?.state ?? 'open';

/**
 * A page of the groups in one state. Groups that were decided are few among many, so pages are read until this one is
 * full or nothing else can match.
 * @param readPage reads the next page of all groups
 * @param reviews the reviews there are, by group
 * @param limit number of rows wanted; there may be more, as the last page read is not cut
 */
export async function groupsInState(
  readPage: (after: string | null) => Promise<ListPage<GroupRow>>,
  reviews: Reviews,
  state: ReviewState,
  after: string | null,
  limit: number,
): Promise<ListPage<GroupRow>> {
  let left = state === 'open' ? Number.POSITIVE_INFINITY : countIn(reviews, state);
  const rows: GroupRow[] = [];
  let next = after;
  do {
    const page = await readPage(next);
    const found = page.rows.filter(({ id }) => stateIn(reviews, id) === state);
    rows.push(...found);
    left -= found.length;
    next = page.next;
  } while (next !== null && left > 0 && rows.length < limit);
  return { rows, next: left > 0 ? next : null };
}

const countIn = (reviews: Reviews, state: ReviewState): number =>
  [...reviews.values()].filter((review) => review.state === state).length;
