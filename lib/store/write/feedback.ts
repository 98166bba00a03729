/** The user's verdicts and corrections: reads, reverts and moves them. */
import type { Correction, StoredPost, Ticker, Verdict } from '../../post.ts';
import type { Connection } from '../db/connection.ts';
import { prefixRange } from '../db/paging.ts';
import { applySourceChanges } from './copy-groups.ts';
import type { UnitOfWork } from './unit-of-work.ts';

interface Feedback {
  verdicts: Verdict[];
  corrections: StoredCorrection[];
}

/** Reads all verdicts and corrections of the library. There are few, because users make them one by one. */
export function readAllFeedback(connection: Connection): Promise<Feedback> {
  return connection.withDatabase(async (db) => {
    const tx = db.transaction(['verdicts', 'corrections']);
    const [verdicts, corrections] = await Promise.all([
      tx.objectStore('verdicts').getAll(),
      tx.objectStore('corrections').getAll() as Promise<StoredCorrection[]>,
    ]);
    return { verdicts, corrections };
  });
}

/** A correction with the role that it replaced. */
export interface StoredCorrection extends Correction {
  was: Pick<Ticker, 'role' | 'reason'> | null;
}

/** Returns the post with one ticker as it was before the correction. */
export function revertCorrection(post: StoredPost, code: string, was: StoredCorrection['was']): StoredPost {
  if (!was) return post;
  const restore = (ticker: Ticker): Ticker => (ticker.code === code ? { ...ticker, ...was } : ticker);
  return { ...post, cashtags: post.cashtags.map(restore), otherTickers: post.otherTickers.map(restore) };
}

/** Finds the ticker of a code in a post; `null` if there is none. */
export function findTicker(post: StoredPost, code: string): Ticker | null {
  return [...post.cashtags, ...post.otherTickers].find((ticker) => ticker.code === code) ?? null;
}

/** Sorts two ids: a verdict is stored under this key. */
export function verdictKey(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** Stores a verdict on two posts. */
export async function putVerdict(unit: UnitOfWork, verdict: Verdict): Promise<void> {
  const [a, b] = verdictKey(verdict.a, verdict.b);
  const store = unit.tx.objectStore('verdicts');
  const old = await store.get([a, b]);
  await store.put({ ...verdict, a, b });
  if ((old?.copy === false) !== (verdict.copy === false)) await setRejected(unit, a, b, !verdict.copy);
}

/** Deletes the verdict on two posts. */
export async function deleteVerdict(unit: UnitOfWork, one: string, other: string): Promise<void> {
  const [a, b] = verdictKey(one, other);
  const store = unit.tx.objectStore('verdicts');
  const old = await store.get([a, b]);
  await store.delete([a, b]);
  if (old?.copy === false) await setRejected(unit, a, b, false);
}

async function setRejected(unit: UnitOfWork, a: string, b: string, rejected: boolean): Promise<void> {
  const index = await unit.copyIndex();
  await applySourceChanges(unit, await index.reject((id) => unit.get(id), a, b, rejected));
}

/** Moves verdicts and corrections from one id to another; those that the new id already has stay. */
export async function moveFeedback(unit: UnitOfWork, from: string, to: string): Promise<void> {
  if (await unit.hasAny('corrections')) {
    const roles = unit.tx.objectStore('corrections');
    for (const word of await roles.getAll(prefixRange([from]))) {
      await roles.delete([from, word.code]);
      if (!(await roles.getKey([to, word.code]))) await roles.put({ ...word, id: to });
    }
  }
  if (!(await unit.hasAny('verdicts'))) return;
  const pairs = unit.tx.objectStore('verdicts');
  const [left, right] = await Promise.all([pairs.getAll(prefixRange([from])), pairs.index('b').getAll(from)]);
  for (const word of [...left, ...right]) {
    await deleteVerdict(unit, word.a, word.b);
    const other = word.a === from ? word.b : word.a;
    const [a, b] = verdictKey(to, other);
    if (a !== b && !(await pairs.getKey([a, b]))) await putVerdict(unit, { ...word, a, b });
  }
}
