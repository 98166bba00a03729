/**
 * Reads the library for the popup and the library page. Every list is read through an index, page by page, so
 * that its cost does not grow with the library.
 */

import type {
  CampaignRow,
  GroupRow,
  GroupWithPosts,
  ListPage,
  Summary,
  TickerDay,
  TickerRow,
  TickerWithDays,
} from '../list-rows.ts';
import type { CopyAnnotation, Role, StoredPost } from '../post.ts';
import { ROLES } from '../post-enums.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { onChange } from './db/change-channel.ts';
import { Connection, type Database } from './db/connection.ts';
import { reviewsByGroup } from './db/group-reviews.ts';
import { groupIndex, tickerIndex, toCampaignRow, toGroupRow, toTickerRow } from './db/list-rows.ts';
import { newestById } from './db/newest-by-id.ts';
import { DEFAULT_LIMIT, type PageRequest, prefixRange, readPage } from './db/paging.ts';
import { derivedFields, fromRecord, newestFirstKey } from './db/post-record.ts';
import { EMPTY_SUMMARY, type PostRecord, STORE_NAMES, type TickerRecord } from './db/schema.ts';

/** Maximum number of members returned with a group; `size` has the real number. */
const MEMBERS = 500;

/**
 * Opens the library for reading.
 * @param connection the database
 */
export function openReader(connection = new Connection()) {
  const withDb = <T>(work: (db: Database) => Promise<T>) => connection.withDatabase(work);

  return {
    /** The six counters of the library; reads one record. */
    summary: (): Promise<Summary> =>
      withDb(async (db) => ({
        ...EMPTY_SUMMARY,
        ...((await db.get('meta', 'counts')) as Summary | undefined),
      })),

    settings: (): Promise<Settings> =>
      withDb(async (db) => ({
        ...defaultSettings,
        ...((await db.get('meta', 'settings')) as Partial<Settings> | undefined),
      })),

    /**
     * Captures, most recently captured first. With `changedSince` (ISO time) a page has only those that were saved,
     * edited, reworded or imported after it; it may be empty and not the last.
     */
    captures: (request: PageRequest & { changedSince?: string | null } = {}): Promise<ListPage<StoredPost>> =>
      withDb(async (db) => {
        const page = await readPage(
          db.transaction('posts').store.index('kept'),
          [],
          request,
          (r) => r.keptKey,
        );
        const since = request.changedSince ?? '';
        const rows = page.rows.filter((record) => (record.changedAt ?? record.capturedAt ?? '') > since);
        return { ...page, rows: rows.map(fromRecord) };
      }),

    /** The stored posts of these ids, in the given order. */
    posts: (ids: readonly string[]): Promise<StoredPost[]> =>
      withDb(async (db) => {
        const { store } = db.transaction('posts');
        const records = await Promise.all(ids.map((id) => store.get(id)));
        return records.flatMap((record) => (record ? [fromRecord(record)] : []));
      }),

    /** What the strip of a post says about copies; `null` if it says nothing. */
    copyOf: async (id: string): Promise<CopyAnnotation | null> => {
      // A separate chunk, as for `group`.
      const { readCopy } = await import('./annotations/read-copy.ts');
      return withDb(async (db) => {
        const tx = db.transaction(STORE_NAMES);
        const settings = (await tx.objectStore('meta').get('settings')) as Partial<Settings> | undefined;
        return readCopy(tx, id, settings?.strictness ?? defaultSettings.strictness);
      });
    },

    /** Copy groups; `size` and `authors` sort descending, `recent` by the newest member. */
    groups: (
      request: PageRequest & { sort?: 'size' | 'authors' | 'recent' } = {},
    ): Promise<ListPage<GroupRow>> =>
      withDb(async (db) => {
        const tx = db.transaction(['groups', 'posts']);
        const [index, key] = groupIndex(request.sort ?? 'size');
        const page = await readPage(tx.objectStore('groups').index(index), [], request, (r) => r[key]);
        const leads = await Promise.all(
          page.rows.map((group) =>
            group.first
              ? tx.objectStore('posts').get(group.first)
              : tx
                  .objectStore('posts')
                  .index('group')
                  .get(prefixRange([group.id])),
          ),
        );
        return { ...page, rows: page.rows.map((group, i) => toGroupRow(group, leads[i])) };
      }),

    /** The first and the size of every group; reads one small record per group. */
    groupSizes: (): Promise<{ id: string; first: string | null; size: number }[]> =>
      withDb(async (db) => (await db.getAll('groups')).map(({ id, first, size }) => ({ id, first, size }))),

    /**
     * The posts with the largest ids, largest first: nearly the newest ones, because an id of the site begins with its
     * time. Posts without an id of the site are left out.
     */
    newestById: (limit: number): Promise<StoredPost[]> =>
      withDb(async (db) => (await newestById(db, limit)).map(fromRecord)),

    /** The stored posts of these ids with the keys of their campaigns, for the search index. */
    indexable: (ids: readonly string[]): Promise<IndexablePost[]> =>
      withDb(async (db) => {
        const { store } = db.transaction('posts');
        const records = await Promise.all(ids.map((id) => store.get(id)));
        return records.flatMap((record) => (record ? [toIndexable(record)] : []));
      }),

    /** All posts as `indexable`, in batches ordered by id. */
    async *allIndexable(limit: number): AsyncGenerator<IndexablePost[]> {
      for await (const records of allRecords(withDb, limit)) yield records.map(toIndexable);
    },

    /** One group with its members' posts and the slots of a template; `null` for an unknown id. */
    group: async (id: string, limit = MEMBERS): Promise<GroupWithPosts | null> => {
      // A separate chunk: lists do not have to wait for the code that compares texts.
      const { buildCopyGroup } = await import('./annotations/group-details.ts');
      return withDb(async (db) => {
        const tx = db.transaction(['groups', 'posts']);
        const [group, members] = await Promise.all([
          tx.objectStore('groups').get(id),
          tx
            .objectStore('posts')
            .index('group')
            .getAll(prefixRange([id]), limit),
        ]);
        if (!group || members.length === 0) return null;
        const detail = { ...buildCopyGroup(members), id, first: group.first };
        return { group: detail, posts: members.map(fromRecord), authors: group.authors };
      });
    },

    /** The reviews of all groups that have one, by group. */
    groupReviews: () => withDb(reviewsByGroup),

    /**
     * Tickers, most posts first; with `role` those that have it, by the number of those posts. The sort order
     * `authors` reads the whole object store (one record per code).
     */
    tickers: (
      request: PageRequest & { sort?: 'posts' | 'authors'; role?: Role | null } = {},
    ): Promise<ListPage<TickerRow>> =>
      withDb(async (db) => {
        const { store } = db.transaction('tickers');
        if (request.sort === 'authors') return byAuthors(await store.getAll(), request);
        const [index, key] = tickerIndex(request.role ?? null);
        const page = await readPage(store.index(index), [], request, (r) => r[key]);
        return { ...page, rows: page.rows.map(toTickerRow) };
      }),

    /** One ticker with its number of posts by day; `null` for an unknown code. */
    ticker: (code: string): Promise<TickerWithDays | null> =>
      withDb(async (db) => {
        const tx = db.transaction(['tickers', 'days']);
        const [ticker, days] = await Promise.all([
          tx.objectStore('tickers').get(code),
          tx.objectStore('days').getAll(prefixRange([code])),
        ]);
        if (!ticker) return null;
        const bare = days.map(({ code: _, ...day }): TickerDay => day);
        return { ...toTickerRow(ticker), days: bare };
      }),

    /** Campaigns, most posts first. */
    campaigns: (request: PageRequest = {}): Promise<ListPage<CampaignRow>> =>
      withDb(async (db) => {
        const tx = db.transaction(['campaigns', 'posts']);
        const page = await readPage(
          tx.objectStore('campaigns').index('posts'),
          [],
          request,
          (r) => r.byPosts,
        );
        const facets = tx.objectStore('posts').index('facets');
        const rows = page.rows.map(async (record) => {
          const range = prefixRange(['c', record.key]);
          const [newest, oldest] = await Promise.all([
            facets.openCursor(range, 'next'),
            facets.openCursor(range, 'prev'),
          ]);
          return toCampaignRow(record, oldest?.value.postedAt ?? null, newest?.value.postedAt ?? null);
        });
        return { ...page, rows: await Promise.all(rows) };
      }),

    /** Posts with a ticker, newest first; with `role` only those where it has that role. */
    postsOfTicker: (
      code: string,
      request: PageRequest & { role?: Role | null } = {},
    ): Promise<ListPage<StoredPost>> =>
      withDb((db) =>
        byFacet(
          db,
          (request.role ? [request.role] : ROLES).map((role) => ['t', code, role]),
          request,
        ),
      ),

    /** Posts of an author, newest first; `key` as given by `authorKey`. */
    postsOfAuthor: (key: string, request: PageRequest = {}): Promise<ListPage<StoredPost>> =>
      withDb((db) => byFacet(db, [['a', key]], request)),

    /** Posts of a campaign, newest first. */
    postsOfCampaign: (key: string, request: PageRequest = {}): Promise<ListPage<StoredPost>> =>
      withDb((db) => byFacet(db, [['c', key]], request)),

    /**
     * Iterates over all posts, captured and seen, in batches ordered by id: an order that is stable while posts are
     * added. Each batch has its own transaction, so that writes are not blocked.
     */
    async *allPosts(limit = 500): AsyncGenerator<StoredPost[]> {
      for await (const records of allRecords(withDb, limit)) yield records.map(fromRecord);
    },

    /** Calls a listener after the library changed; returns a function that removes it. */
    onChange,

    /** The database that is read: what an export of it needs. */
    connection,

    close: () => connection.close(),
  };
}

export type LibraryReader = ReturnType<typeof openReader>;

/** A post, and what a search finds it by besides its own fields. */
export interface IndexablePost {
  post: StoredPost;
  campaigns: string[];
}

const toIndexable = (record: PostRecord): IndexablePost => ({
  post: fromRecord(record),
  campaigns: derivedFields(record).campaigns,
});

/** All records in batches ordered by id, each read in a transaction of its own. */
async function* allRecords(
  withDb: <T>(work: (db: Database) => Promise<T>) => Promise<T>,
  limit: number,
): AsyncGenerator<PostRecord[]> {
  for (let after = ''; ; ) {
    const range = IDBKeyRange.lowerBound(after, true);
    const records = await withDb((db) => db.getAll('posts', range, limit));
    const last = records.at(-1);
    if (!last) return;
    yield records;
    after = last.id;
  }
}

/** Merges the lists of several facets into one, newest first. A facet ends in `[…, newest, id]`. */
async function byFacet(
  db: Database,
  facets: (string | number)[][],
  request: PageRequest,
): Promise<ListPage<StoredPost>> {
  const limit = request.limit ?? DEFAULT_LIMIT;
  const index = db.transaction('posts').store.index('facets');
  const from = request.after ? (JSON.parse(request.after) as [number, string]) : null;
  const found = await Promise.all(
    facets.map(async (facet) => {
      const records = await index.getAll(prefixRange(facet, from), limit + 1);
      return records.map((record) => ({
        record,
        key: [newestFirstKey(record), record.id] as [number, string],
      }));
    }),
  );
  const merged = found.flat().sort((a, b) => a.key[0] - b.key[0] || (a.key[1] < b.key[1] ? -1 : 1));
  const rows = merged.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ record }) => fromRecord(record)),
    next: merged.length > limit && last ? JSON.stringify(last.key) : null,
  };
}

function byAuthors(records: TickerRecord[], request: PageRequest): ListPage<TickerRow> {
  const rows = records
    .map(toTickerRow)
    .sort((a, b) => b.authors - a.authors || b.posts - a.posts || (a.code < b.code ? -1 : 1));
  const start = request.after ? Number(request.after) : 0;
  const end = start + (request.limit ?? DEFAULT_LIMIT);
  return { rows: rows.slice(start, end), next: end < rows.length ? String(end) : null };
}
