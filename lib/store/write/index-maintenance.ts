/**
 * Maintains the copy index in small steps: rebuilds it after the code changed, finds the sources that were left for
 * later, lets posts follow their sources into another group, frees the memory of deleted posts, and writes checkpoints.
 */

import type { StoredSourceForest } from '../copy-index/stored-source-forest.ts';
import { applySourceChanges, regroupSome } from './copy-groups.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Posts indexed per transaction of a rebuild. */
const REBUILD_BATCH = 100;
/** Posts whose source is searched, or that follow their source into its group, per transaction. */
const SEARCH_BATCH = 32;
const REGROUP_BATCH = 100;
/** Posts indexed again per transaction, where most postings around them are deleted. */
const REINDEX_BATCH = 25;

/**
 * Does one step of the maintenance.
 * @returns true if there is more to do
 */
export async function maintainIndex(unit: UnitOfWork): Promise<boolean> {
  const index = await unit.copyIndex();
  let rebuilt = false;
  if (index.rebuildCursor !== null) rebuilt = await rebuildSome(unit, index);
  else if (!index.hasAllSources) {
    await applySourceChanges(unit, await index.maintain((id) => unit.get(id), SEARCH_BATCH));
  } else if (!index.isIdle) await regroupSome(unit, REGROUP_BATCH);
  else for (const id of index.idsToReindex(REINDEX_BATCH)) await reindex(unit, index, id);
  await unit.commitAggregates();
  if (index.needsCheckpoint || rebuilt) await index.checkpoint(unit.tx);
  return index.needsMaintenance;
}

/**
 * Indexes the next posts of a rebuild, in the order of their ids. What is stored of their sources and groups is
 * replaced only where it differs.
 * @returns true when it was the last step
 */
async function rebuildSome(unit: UnitOfWork, index: StoredSourceForest): Promise<boolean> {
  const range = index.rebuildCursor ? IDBKeyRange.lowerBound(index.rebuildCursor, true) : null;
  const records = await unit.posts.getAll(range, REBUILD_BATCH);
  for (const record of records) {
    if (index.has(record.id)) continue;
    await applySourceChanges(unit, await index.insert((id) => unit.get(id), record));
  }
  index.rebuildCursor = records.length < REBUILD_BATCH ? null : (records.at(-1)?.id ?? null);
  return index.rebuildCursor === null;
}

/** Indexes a post again. */
async function reindex(unit: UnitOfWork, index: StoredSourceForest, id: string): Promise<void> {
  const record = await unit.get(id);
  if (record) await applySourceChanges(unit, await index.replace((one) => unit.get(one), record, record));
  else {
    // The index names a post that is not there: it is damaged, and rebuilt.
    await index.clear(unit.tx);
    index.rebuildCursor = '';
  }
}
