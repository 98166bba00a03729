/** Posts and groups for the tests of this folder; what matters to a test it says itself. */

import type { GroupRow } from '../../lib/list-rows.ts';
import type { PagePostReport } from '../../lib/messages.ts';
import type { Annotation, StoredPost } from '../../lib/post.ts';

export function storedPost(own: Partial<StoredPost> = {}): StoredPost {
  return {
    id: '330020877222706',
    site: 'binance-square',
    url: 'https://www.binance.com/en/square/post/330020877222706',
    kind: 'post',
    surface: 'home',
    author: { name: 'Ada', handle: 'ada' },
    title: null,
    text: 'A text of our own, long enough to be a post.',
    excerpt: false,
    lang: 'en',
    postedAt: '2026-06-03T17:34:10.123Z',
    postedAtSource: 'id',
    cashtags: [],
    otherTickers: [],
    hashtags: [],
    mentions: [],
    attached: [],
    labels: { pinned: false, factCheck: null, sentiment: null },
    counts: { comments: null, quotes: null, likes: null, views: null },
    firstSeenAt: '2026-06-03T18:00:00.000Z',
    lastSeenAt: '2026-06-03T18:00:00.000Z',
    capturedAt: '2026-06-03T18:00:01.000Z',
    note: '',
    tags: [],
    versions: [],
    group: null,
    ...own,
  };
}

export function groupRow(own: Partial<GroupRow> = {}): GroupRow {
  return {
    id: 'g1',
    kind: 'near',
    first: '330020877222706',
    size: 3,
    authors: 2,
    latestAt: '2026-06-04T00:00:00.000Z',
    previewPost: storedPost({ group: 'g1' }),
    ...own,
  };
}

/** A post as a content script reports it. */
export const pagePost = (id: string, note: Annotation | null): PagePostReport => ({
  id,
  author: { name: `Writer ${id}`, handle: `writer_${id}` },
  title: null,
  text: 'Some words\n\nof a post.',
  annotation: note,
});
