import { expect, test } from 'vitest';
import {
  groupsInState,
  type Reviews,
  reviewStateOf,
} from '../../entrypoints/library/copies/review-filter.ts';
import type { ReviewState } from '../../lib/group-review.ts';
import type { GroupRow, ListPage } from '../../lib/list-rows.ts';

/** Ten groups in pages of three; `g2` and `g8` are confirmed, `g3` is dismissed, `g5` has a note only. */
const ALL = Array.from({ length: 10 }, (_, i) => ({ id: `g${i}` }) as GroupRow);
const review = (state: ReviewState) => ({ state, note: 'seen', tags: [], at: '2026-06-01T00:00:00.000Z' });
const reviews: Reviews = new Map([
  ['g2', review('confirmed')],
  ['g3', review('dismissed')],
  ['g5', review('open')],
  ['g8', review('confirmed')],
]);

function source() {
  const read: number[] = [];
  const readPage = async (after: string | null): Promise<ListPage<GroupRow>> => {
    const from = Number(after ?? 0);
    read.push(from);
    return { rows: ALL.slice(from, from + 3), next: from + 3 < ALL.length ? String(from + 3) : null };
  };
  return { read, readPage };
}

async function ids(state: ReviewState, limit: number): Promise<{ pages: string[][]; read: number[] }> {
  const { read, readPage } = source();
  const pages: string[][] = [];
  let after: string | null = null;
  do {
    const page: ListPage<GroupRow> = await groupsInState(readPage, reviews, state, after, limit);
    pages.push(page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return { pages, read };
}

test('decided groups are found among pages without any, and no page is read after the last of them', async () => {
  expect(await ids('confirmed', 3)).toEqual({ pages: [['g2', 'g8']], read: [0, 3, 6] });
  expect(await ids('dismissed', 3)).toEqual({ pages: [['g3']], read: [0, 3] });
});

test('groups without a review are open; no page of them is empty before the end', async () => {
  const { pages } = await ids('open', 2);
  expect(pages).toEqual([['g0', 'g1'], ['g4', 'g5'], ['g6', 'g7'], ['g9']]);
});

test('an unknown state in an address is any state', () => {
  expect([reviewStateOf('confirmed'), reviewStateOf('judged'), reviewStateOf(null)]).toEqual([
    'confirmed',
    null,
    null,
  ]);
});
