/** The reader's review of a copy group: state, note and tags. */
import * as z from 'zod/mini';
import { type CopyGroup, IsoTime, StoredPost } from './post.ts';

/** What the reader found: not decided yet, confirmed as copies, or dismissed. */
export const REVIEW_STATES = ['open', 'confirmed', 'dismissed'] as const;

export type ReviewState = (typeof REVIEW_STATES)[number];

export const GroupReview = z.object({
  state: z.enum(REVIEW_STATES),
  note: StoredPost.shape.note,
  tags: StoredPost.shape.tags,
  /** When it was written last. */
  at: IsoTime,
});
export type GroupReview = z.infer<typeof GroupReview>;

/** A group with its review, as exports have it. */
export type ReviewedGroup = CopyGroup & { review?: GroupReview | undefined };

/** True for a review without note and tags, in the state `open`. */
export const isEmptyReview = ({ state, note, tags }: Omit<GroupReview, 'at'>): boolean =>
  state === 'open' && note.trim() === '' && tags.length === 0;

/** Two reviews of one group: the later state (of equally late ones the first's), both notes, all tags. */
export function mergeReviews(a: GroupReview, b: GroupReview): GroupReview {
  const later = a.at >= b.at ? a : b;
  const notes = a.note.includes(b.note) ? [a.note] : b.note.includes(a.note) ? [b.note] : [a.note, b.note];
  return {
    state: later.state,
    note: notes.join('\n\n'),
    tags: [...new Set([...a.tags, ...b.tags])],
    at: later.at,
  };
}
