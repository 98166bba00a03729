/**
 * Maintains the copy index: rebuilds it after the code changed, frees the memory of deleted posts, and writes
 * checkpoints of the change log.
 */

import { matchesForStrictness } from '../copy-index/match-strictness.ts';
import type { StoredCopyIndex } from '../copy-index/stored-copy-index.ts';
import { fromRecord } from '../db/post-record.ts';
import { assignGroup } from './assign-group.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { withoutRejectedPairs } from './upsert-post.ts';

/** Number of posts indexed per transaction of a rebuild. */
const REBUILD_BATCH = 100;
/** Number of posts indexed again per transaction, where most postings around them are deleted. */
const REINDEX_BATCH = 25;

/**
 * Does one step of the maintenance.
 * @returns true if there is more to do
 */
export async function maintainIndex(unit: UnitOfWork): Promise<boolean> {
  const finder = await unit.copyIndex();
  if (finder.rebuildCursor === null) {
    const tired = finder.idsToReindex(REINDEX_BATCH);
    for (const id of tired) await reindex(unit, finder, id);
    await unit.commitAggregates();
    if (finder.needsCheckpoint) await finder.checkpoint(unit.tx);
    return tired.length > 0;
  }
  const range = finder.rebuildCursor === '' ? null : IDBKeyRange.lowerBound(finder.rebuildCursor, true);
  const records = await unit.posts.getAll(range, REBUILD_BATCH);
  for (const record of records) {
    if (finder.has(record.id)) continue;
    const search = await withoutRejectedPairs(
      unit,
      record.id,
      await finder.find((id) => unit.get(id), record),
    );
    finder.insert(record.id, search);
    if (record.group !== null) continue;
    const copies = matchesForStrictness(unit.strictness, finder, record, search);
    const { group, member } = await assignGroup(unit, finder, fromRecord(record), copies);
    if (group !== null) await unit.update(record, { group }, { member });
  }
  finder.rebuildCursor = records.length < REBUILD_BATCH ? null : (records.at(-1)?.id ?? null);
  await unit.commitAggregates();
  if (finder.needsCheckpoint || finder.rebuildCursor === null) await finder.checkpoint(unit.tx);
  return finder.rebuildCursor !== null;
}

/** Indexes a post again. */
async function reindex(unit: UnitOfWork, finder: StoredCopyIndex, id: string): Promise<void> {
  const record = await unit.get(id);
  if (record)
    finder.insert(
      id,
      await withoutRejectedPairs(unit, id, await finder.find((one) => unit.get(one), record)),
    );
  else finder.remove(id);
}
