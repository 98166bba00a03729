/** The profile page of the seed dump 001, rebuilt as page markup. */
import truth from '../truth/seeds-truth.json' with { type: 'json' };
import type { FakePost } from './card.ts';
import { type PageOptions, profilePage } from './pages.ts';

/** The handle in the rebuilt page's urls; the dump names none. */
export const SEED_HANDLE = 'QuynhAnh96';

type Spans = Record<'flattened_copy' | 'structured_copy', { utf16: [start: number, end: number] }>;

/** Ids fall from post to post, as newer posts stand above older ones (23 June 2026 and before). */
const seedId = (index: number) => String(337_051_562_323_985n - BigInt(index) * 17_694_720_123n);

/**
 * The posts of dump 001, cut from it by the hand-checked spans, not by our parser.
 * @param dump the text of `seeds/001_83ee0e7153174509.txt`, unchanged.
 */
export function seedPosts(dump: string): FakePost[] {
  const entry = truth.dumps.find(({ file }) => file.startsWith('001'));
  return (entry?.posts ?? []).map((post) => {
    const spans = post.spans as unknown as Spans;
    const shown = dump.slice(...spans.structured_copy.utf16);
    const title = post.title ?? null;
    return {
      id: seedId(post.index),
      name: 'QuynhAnh96',
      handle: SEED_HANDLE,
      time: '--',
      hidden: dump.slice(...spans.flattened_copy.utf16),
      text: title === null ? shown : shown.slice(title.length).trim(),
      ...(title === null ? {} : { title }),
      pinned: post.pinned,
      cashtags: post.cashtags.map((tag) => tag.slice(1)),
    };
  });
}

/**
 * The profile page of the dump: the hidden flat link, then the description, card by card.
 * @param dump the text of `seeds/001_83ee0e7153174509.txt`, unchanged.
 */
export const profileFromSeed = (dump: string, options: PageOptions = {}): string =>
  profilePage({ name: 'QuynhAnh96', handle: SEED_HANDLE }, seedPosts(dump), options);
