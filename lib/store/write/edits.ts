/** The user's edits of posts, inside a unit of work. For an unknown post they return `null`. */
import type { PostEdit, UserData } from '../../messages.ts';
import { MAX_NOTE, type Role } from '../../post.ts';
import { MAX_TAG, MAX_TAGS } from '../../post-enums.ts';
import { applyCorrections } from '../../text/roles/apply-corrections.ts';
import { fromRecord } from '../db/post-record.ts';
import type { PostRecord } from '../db/schema.ts';
import { campaignKeysOf } from './campaign-membership.ts';
import { deletePost } from './copy-groups.ts';
import { findTicker, putVerdict, revertCorrection, type StoredCorrection } from './feedback.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Saves or unsaves a stored post. Note and tags stay, so that saving it again restores them. */
export async function setSaved(
  unit: UnitOfWork,
  id: string,
  saved: boolean,
  now: string,
): Promise<PostRecord | null> {
  const record = await unit.get(id);
  if (!record) return null;
  if ((record.capturedAt !== null) !== saved) return unit.updateUserData(record, savedState(saved, now));
  // A request is repeated when the worker ended before its answer: then the other tabs were perhaps not told either.
  unit.changedIds.add(id);
  return record;
}

/** An unsaved post was on the screen just now: retention must not delete it as the oldest. */
const savedState = (saved: boolean, now: string) => ({
  // The text is the present one at this moment: it is found among the versions by this time.
  capturedAt: saved ? now : null,
  lastSeenAt: now,
});

export interface NoteAndTags {
  note: string;
  tags: string[];
}

/**
 * Sets note and tags.
 * @param base what the edit began with. A note that another form wrote since is kept above the new one, and tags are
 * merged; without it the new ones replace what is stored
 */
export async function setNote(
  unit: UnitOfWork,
  id: string,
  note: string,
  tags: string[],
  base?: NoteAndTags,
): Promise<PostRecord | null> {
  const record = await unit.get(id);
  if (!record) return null;
  return unit.updateUserData(
    record,
    withinLimits(base ? mergeEdits(record, { note, tags }, base) : { note, tags }),
  );
}

const withinLimits = ({ note, tags }: NoteAndTags): NoteAndTags => ({
  note: note.slice(0, MAX_NOTE),
  tags: [...new Set(tags.map((tag) => tag.slice(0, MAX_TAG)))].slice(0, MAX_TAGS),
});

function mergeEdits(stored: NoteAndTags, edited: NoteAndTags, base: NoteAndTags): NoteAndTags {
  const others = stored.note !== base.note && !edited.note.includes(stored.note);
  const both = [stored.note, edited.note].filter((text) => text !== '').join('\n\n');
  const removed = new Set(base.tags.filter((tag) => !edited.tags.includes(tag)));
  const added = edited.tags.filter((tag) => !base.tags.includes(tag));
  return {
    note: edited.note === base.note ? stored.note : others ? both : edited.note,
    tags: [...stored.tags.filter((tag) => !removed.has(tag)), ...added],
  };
}

/**
 * Changes the user's data of a post, in one write; a note or a tag saves it. Running it twice has the effect of running
 * it once: a request may be repeated.
 */
export async function editPost(
  unit: UnitOfWork,
  id: string,
  { saved, tags = [], note = '' }: PostEdit,
  now: string,
): Promise<PostRecord | null> {
  const record = await unit.get(id);
  if (!record) return null;
  if (tags.length === 0 && note === '') return saved === undefined ? record : setSaved(unit, id, saved, now);
  const notes = record.note.includes(note) ? record.note : [record.note, note].filter(Boolean).join('\n\n');
  return unit.updateUserData(record, {
    ...withinLimits({ note: notes, tags: [...record.tags, ...tags] }),
    ...(record.capturedAt === null && savedState(true, now)),
  });
}

/** Sets the user's data of a post. */
export async function restoreUserData(unit: UnitOfWork, data: UserData): Promise<PostRecord | null> {
  const { id, capturedAt, note, tags } = data;
  const record = await unit.get(id);
  return record ? unit.updateUserData(record, { capturedAt, note, tags }) : null;
}

/**
 * Deletes a post with its corrections. Verdicts on it stay, because it may be seen again.
 * @returns whether it existed
 */
export async function removePost(unit: UnitOfWork, id: string): Promise<boolean> {
  const record = await unit.get(id);
  if (!record) return false;
  await deletePost(unit, record);
  await unit.tx.objectStore('corrections').delete(IDBKeyRange.bound([id], [id, []]));
  return true;
}

/**
 * Sets the role of a ticker; `null` reverts the correction.
 * @returns the post, or `null` if the post or the ticker does not exist
 */
export async function correctRole(
  unit: UnitOfWork,
  id: string,
  code: string,
  role: Role | null,
  now: string,
): Promise<PostRecord | null> {
  const record = await unit.get(id);
  const ticker = record && findTicker(record, code);
  if (!record || !ticker) return null;
  const store = unit.tx.objectStore('corrections');
  const old = (await store.get([id, code])) as StoredCorrection | undefined;
  const was = old ? old.was : { role: ticker.role, reason: ticker.reason };
  const post = fromRecord(record);

  if (role === null) await store.delete([id, code]);
  else await store.put({ id, code, role, at: now, was } as StoredCorrection);
  const changed =
    role === null
      ? revertCorrection(post, code, old?.was ?? null)
      : applyCorrections(post, [{ id, code, role, at: now }]);
  return unit.update(record, changed, { campaigns: await campaignKeysOf(unit, changed) });
}

/**
 * Sets the verdict on two posts: no copies, or "copies after all", which takes that back.
 * @returns both posts, or `null` if one does not exist
 */
export async function setVerdict(
  unit: UnitOfWork,
  a: string,
  b: string,
  copy: boolean,
  now: string,
): Promise<[PostRecord, PostRecord] | null> {
  const [one, other] = [await unit.get(a), await unit.get(b)];
  if (!one || !other || a === b) return null;
  await putVerdict(unit, { a, b, copy, at: now });
  return [(await unit.get(a)) ?? one, (await unit.get(b)) ?? other];
}
