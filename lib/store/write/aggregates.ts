/**
 * Updates the aggregates (counters, tickers, days, campaigns, groups) in the transaction that changes the
 * posts. They are never recomputed from all posts.
 */
import type { Summary } from '../../list-rows.ts';
import type { CopyKind } from '../../post.ts';
import { compareTimes } from '../../post-times.ts';
import { isCampaign } from '../../text/summary/campaign-keys.ts';
import { prefixRange } from '../db/paging.ts';
import { derivedFields, fromRecord, toRecord } from '../db/post-record.ts';
import {
  type CampaignRecord,
  type DayRecord,
  EMPTY_SUMMARY,
  emptyKindTotals,
  type GroupRecord,
  type PostRecord,
  type TickerRecord,
  type WriteTx,
} from '../db/schema.ts';
import {
  AggregateDeltas,
  type AuthorScope,
  addRoles,
  emptyRoleTotals,
  isZero,
  sortedRiders,
} from './aggregate-deltas.ts';

/** Collects the changes of one transaction and writes them at its end. */
export class AggregateWriter extends AggregateDeltas {
  /**
   * Writes the aggregates. All posts of the transaction must have been written before.
   * @returns ids of posts that left their group because they were its last member
   */
  async write(tx: WriteTx): Promise<string[]> {
    const alone = await this.#dissolveSingletons(tx);
    const authors = await this.#writeAuthors(tx);
    await Promise.all([
      this.#writeGroups(tx, authors),
      this.#writeTickers(tx, authors),
      this.#writeDays(tx),
      this.#writeCampaigns(tx, authors),
    ]);
    const meta = tx.objectStore('meta');
    const old = { ...EMPTY_SUMMARY, ...((await meta.get('counts')) as Summary | undefined) };
    const sum = { ...old };
    for (const key of Object.keys(EMPTY_SUMMARY) as (keyof Summary)[]) sum[key] = old[key] + this.counts[key];
    await meta.put(sum, 'counts');
    return alone;
  }

  /** Dissolves groups that have only one member left. */
  async #dissolveSingletons(tx: WriteTx): Promise<string[]> {
    const posts = tx.objectStore('posts');
    const alone = await Promise.all(
      [...this.groups.keys()].map(async (id) => {
        const left = await posts.index('group').getAll(prefixRange([id]), 2);
        const [last] = left;
        return left.length === 1 && last ? last : null;
      }),
    );
    const left = alone.filter((record) => record !== null);
    for (const before of left) {
      // Its source, if it has one, is in another group, which it joins later.
      const after = toRecord({ ...fromRecord(before), group: null }, derivedFields(before));
      this.replace(before, after);
      await posts.put(after);
    }
    return left.map(({ id }) => id);
  }

  /** @returns the change in the number of distinct authors, by `authorScopeKey` */
  async #writeAuthors(tx: WriteTx): Promise<Map<string, number>> {
    const store = tx.objectStore('authors');
    const distinct = new Map<string, number>();
    const changed = [...this.authors.values()].filter(({ posts }) => posts !== 0);
    await Promise.all(
      changed.map(async ({ of, key, author, posts }) => {
        const old = (await store.get([of, key, author]))?.posts ?? 0;
        const now = old + posts;
        const step = Math.sign(now) - Math.sign(old);
        if (step !== 0)
          distinct.set(authorScopeKey(of, key), (distinct.get(authorScopeKey(of, key)) ?? 0) + step);
        if (now > 0) await store.put({ of, key, author, posts: now });
        else await store.delete([of, key, author]);
      }),
    );
    return distinct;
  }

  async #writeGroups(tx: WriteTx, authors: Map<string, number>): Promise<void> {
    const store = tx.objectStore('groups');
    const index = tx.objectStore('posts').index('group');
    await Promise.all(
      [...this.groups].map(async ([id, change]) => {
        const [old, earliest, newest, timeless] = await Promise.all([
          store.get(id),
          index.getAll(prefixRange([id]), CHECKED_FOR_FIRST),
          index.openCursor(IDBKeyRange.bound([id], [id, Number.POSITIVE_INFINITY]), 'prev'),
          index.getKey(prefixRange([id, Number.POSITIVE_INFINITY])),
        ]);
        const size = (old?.size ?? 0) + change.size;
        this.counts.groups += (size > 0 ? 1 : 0) - (old ? 1 : 0);
        this.counts.copies += Math.max(0, size - 1) - Math.max(0, (old?.size ?? 0) - 1);
        if (size <= 0) return void (await store.delete(id));

        const kinds = { ...emptyKindTotals(), ...old?.kinds };
        for (const kind of Object.keys(kinds) as CopyKind[])
          kinds[kind] = Math.max(0, kinds[kind] + change.kinds[kind]);
        const authorDelta = (old?.authors ?? 0) + (authors.get(authorScopeKey('g', id)) ?? 0);
        const latest = newest?.value ?? earliest[0];
        const latestAt = latest?.postedAt ?? latest?.firstSeenAt ?? '';
        const record: GroupRecord = {
          id,
          root: this.roots.get(id) ?? old?.root ?? earliest[0]?.id ?? '',
          kinds,
          first: timeless === undefined ? firstOf(earliest) : null,
          size,
          authors: authorDelta,
          latestAt,
          bySize: [-size, id],
          byAuthors: [-authorDelta, id],
          byLatest: [-Date.parse(latestAt), id],
        };
        await store.put(record);
      }),
    );
  }

  async #writeTickers(tx: WriteTx, authors: Map<string, number>): Promise<void> {
    const store = tx.objectStore('tickers');
    await Promise.all(
      [...this.tickers].map(async ([code, change]) => {
        const authorDelta = authors.get(authorScopeKey('t', code)) ?? 0;
        if (isZero(change) && authorDelta === 0) return;
        const old = await store.get(code);
        const sum = addRoles(old ?? emptyRoleTotals(), change);
        this.counts.codes += (sum.posts > 0 ? 1 : 0) - (old ? 1 : 0);
        if (sum.posts <= 0) return void (await store.delete(code));

        const record: TickerRecord = {
          ...sum,
          code,
          authors: (old?.authors ?? 0) + authorDelta,
          byPosts: [-sum.posts, code],
        };
        if (sum.discussed > 0) record.byDiscussed = [-sum.discussed, code];
        if (sum.appended > 0) record.byAppended = [-sum.appended, code];
        if (sum.unsupported > 0) record.byUnsupported = [-sum.unsupported, code];
        if (sum.topic > 0) record.byTopic = [-sum.topic, code];
        await store.put(record);
      }),
    );
  }

  async #writeDays(tx: WriteTx): Promise<void> {
    const store = tx.objectStore('days');
    await Promise.all(
      [...this.days.values()].map(async ({ code, day, roles }) => {
        if (isZero(roles)) return;
        const { posts, ...sum } = addRoles(
          { ...emptyRoleTotals(), ...(await store.get([code, day])) },
          roles,
        );
        const record: DayRecord = { code, day, ...sum };
        if (sum.discussed + sum.appended + sum.unsupported + sum.topic > 0) await store.put(record);
        else await store.delete([code, day]);
      }),
    );
  }

  async #writeCampaigns(tx: WriteTx, authors: Map<string, number>): Promise<void> {
    const store = tx.objectStore('campaigns');
    await Promise.all(
      [...this.campaigns].map(async ([key, change]) => {
        const old = await store.get(key);
        const posts = (old?.posts ?? 0) + change.posts;
        const riders = new Map(old?.riders.map(({ code, posts: n }) => [code, n]));
        for (const [code, n] of change.riders) riders.set(code, (riders.get(code) ?? 0) + n);
        const record: CampaignRecord = {
          key,
          handle: change.handle,
          code: change.code,
          posts,
          authors: (old?.authors ?? 0) + (authors.get(authorScopeKey('c', key)) ?? 0),
          copies: (old?.copies ?? 0) + change.copies,
          riders: sortedRiders(riders),
          byPosts: [-posts, key],
        };
        this.counts.campaigns += Number(posts > 0 && isCampaign(record)) - Number(!!old && isCampaign(old));
        if (posts > 0) await store.put(record);
        else await store.delete(key);
      }),
    );
  }
}

/**
 * Members that the first is compared with: those soon after it. Of later ones the bounds do not overlap with its own,
 * unless its own are those of a label; the export compares it with all.
 */
const CHECKED_FOR_FIRST = 24;

/** The first of these members, if it can be claimed to be earlier than the others. */
function firstOf([first, ...others]: PostRecord[]): string | null {
  const isFirst = first && others.every((other) => (compareTimes(first, other)?.order ?? 1) < 0);
  return isFirst ? first.id : null;
}

const authorScopeKey = (of: AuthorScope, key: string) => of + key;
