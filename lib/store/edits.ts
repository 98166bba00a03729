/** What the user does to posts, inside the writer's transaction. A post that is not there gives `null`. */
import type { Role } from '../post.ts';
import { correct as applied } from '../text/correct.ts';
import { settle } from './arrive.ts';
import { campaignsOf } from './campaigns.ts';
import { type KeptCorrection, tickerOf, uncorrected } from './corrections.ts';
import { join } from './grouping.ts';
import { pair } from './pair.ts';
import { storedPost } from './record.ts';
import type { PostRecord } from './schema.ts';
import type { Unit } from './unit.ts';

/** Saves a stored post or takes the save back; note and tags stay, so that saving again restores them. */
export async function setSaved(
  unit: Unit,
  id: string,
  saved: boolean,
  now: string,
): Promise<PostRecord | null> {
  const record = await unit.get(id);
  if (!record) return null;
  if ((record.capturedAt !== null) === saved) return record;
  // A save taken back was on screen just now: it must not be the next one purged.
  return unit.change(record, saved ? { capturedAt: now } : { capturedAt: null, lastSeenAt: now });
}

export async function setNote(
  unit: Unit,
  id: string,
  note: string,
  tags: string[],
): Promise<PostRecord | null> {
  const record = await unit.get(id);
  return record ? unit.change(record, { note, tags: [...new Set(tags)] }) : null;
}

/** Deletes a post with what the user said about it. */
export async function removePost(unit: Unit, id: string): Promise<boolean> {
  const record = await unit.get(id);
  if (!record) return false;
  await unit.remove(record);
  await unit.tx.objectStore('corrections').delete(IDBKeyRange.bound([id], [id, []]));
  return true;
}

/**
 * The user's word on a ticker's role; `null` takes it back.
 * @returns the post, or `null` when it or the ticker is not there.
 */
export async function correct(
  unit: Unit,
  id: string,
  code: string,
  role: Role | null,
  now: string,
): Promise<PostRecord | null> {
  const record = await unit.get(id);
  const ticker = record && tickerOf(record, code);
  if (!record || !ticker) return null;
  const store = unit.tx.objectStore('corrections');
  const old = (await store.get([id, code])) as KeptCorrection | undefined;
  const was = old ? old.was : { role: ticker.role, reason: ticker.reason };
  const post = storedPost(record);

  if (role === null) await store.delete([id, code]);
  else await store.put({ id, code, role, at: now, was } as KeptCorrection);
  const changed =
    role === null ? uncorrected(post, code, old?.was ?? null) : applied(post, [{ id, code, role, at: now }]);
  return unit.change(record, changed, { campaigns: await campaignsOf(unit, changed) });
}

/**
 * The user's word on two posts: copies, or not.
 * @returns both posts, or `null` when one is not there.
 */
export async function judge(
  unit: Unit,
  a: string,
  b: string,
  copy: boolean,
  now: string,
): Promise<[PostRecord, PostRecord] | null> {
  const [one, other] = [await unit.get(a), await unit.get(b)];
  if (!one || !other || a === b) return null;
  const [first, second] = pair(a, b);
  await unit.tx.objectStore('verdicts').put({ a: first, b: second, copy, at: now });

  await regroup(unit, a, b, copy);
  return [(await unit.get(a)) ?? one, (await unit.get(b)) ?? other];
}

/** Brings the groups in line with the user's word on two posts. */
export async function regroup(unit: Unit, a: string, b: string, copy: boolean): Promise<void> {
  const [one, other] = [await unit.get(a), await unit.get(b)];
  if (!one || !other) return;
  const together = one.group !== null && one.group === other.group;
  if (copy && !together) await unite(unit, one, other);
  if (!copy && together) await part(unit, one, other);
}

/** The later of the two leaves the group and looks for another one. */
async function part(unit: Unit, one: PostRecord, other: PostRecord): Promise<void> {
  const later = (one.groupKey?.[1] ?? 0) > (other.groupKey?.[1] ?? 0) ? one : other;
  const alone = await unit.change(later, { group: null }, { member: null });
  await settle(unit, alone, { ...storedPost(alone), group: null });
}

/** The one without a group joins the other's; of two groups the later post's moves alone. */
async function unite(unit: Unit, one: PostRecord, other: PostRecord): Promise<void> {
  const [home, guest] = one.group !== null ? [one, other] : [other, one];
  const finder = await unit.finder();
  const said = { id: home.id, kind: 'near', score: 0, role: 'same', ofLonger: 0, record: home } as const;
  const { group, member } = await join(unit, finder, storedPost(guest), [said]);
  if (group !== null) {
    await unit.change(guest, { group }, { member });
    return;
  }
  // They are not alike by any measure of ours; the user's word counts.
  const name = home.group ?? `g:${home.id}`;
  if (home.group === null) {
    unit.ledger.founders.set(name, home.id);
    await unit.change(home, { group: name }, { member: { kind: 'exact', score: 1, close: true } });
  }
  await unit.change(guest, { group: name }, { member: { kind: 'near', score: 0, close: false } });
}
