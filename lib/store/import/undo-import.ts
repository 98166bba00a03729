/** Undoes an import in one transaction: what it changed goes back, and nothing else. */
import { revertReview } from '../db/group-reviews.ts';
import { fromRecord } from '../db/post-record.ts';
import { type ImportStep, revertImport } from '../merge/revert-import.ts';
import { deletePost } from '../write/copy-groups.ts';
import { deleteVerdict, putVerdict, revertCorrection, verdictKey } from '../write/feedback.ts';
import type { UnitOfWork } from '../write/unit-of-work.ts';
import {
  deleteSteps,
  type FeedbackStep,
  type ImportRecord,
  readImportRecords,
  readSteps,
  writeImportRecords,
  writeSteps,
} from './import-journal.ts';
import { updateExisting } from './import-posts.ts';

/**
 * Undoes an import.
 * @param key the name that the import was given
 * @returns false if it cannot be undone any more
 */
export async function undoImport(unit: UnitOfWork, key: string): Promise<boolean> {
  const records = await readImportRecords(unit);
  const index = records.findIndex((record) => record.key === key);
  const record = records[index];
  if (!record) return false;
  const later = records.slice(index + 1);
  await revertVerdicts(unit, record, later);
  await revertCorrections(unit, record, later);
  const laterReviews = later.flatMap(({ reviews = [] }) => reviews);
  for (const step of (record.reviews ?? []).toReversed()) await revertReview(unit.tx, step, laterReviews);
  for (const part of record.parts.keys()) {
    const steps = await readSteps(unit, record, part);
    const following = await laterSteps(unit, later, new Set(steps.map(({ after }) => after.id)));
    for (const step of steps.reverse()) await revertPost(unit, step, following.get(step.after.id) ?? []);
    await writeLaterSteps(unit, later, following);
  }
  await deleteSteps(unit, record);
  await writeImportRecords(
    unit,
    records.filter((one) => one !== record),
  );
  return true;
}

/** A step of a later import, and its place in that import. */
interface LaterStep {
  record: ImportRecord;
  part: number;
  at: number;
  step: ImportStep;
}

async function revertPost(unit: UnitOfWork, step: ImportStep, following: LaterStep[]): Promise<void> {
  const record = await unit.get(step.after.id);
  const present = record ? fromRecord(record) : null;
  const { post, later } = revertImport(
    step,
    following.map((one) => one.step),
    present,
  );
  for (const [i, one] of following.entries()) one.step = later[i] ?? one.step;
  if (!record || !present) return;
  if (!post) await deletePost(unit, record);
  else if (JSON.stringify(post) !== JSON.stringify(present)) {
    await updateExisting(unit, record, post);
  }
}

/** The steps of later imports on these posts, by id, in the order of the imports. */
async function laterSteps(
  unit: UnitOfWork,
  records: ImportRecord[],
  ids: Set<string>,
): Promise<Map<string, LaterStep[]>> {
  const found = new Map<string, LaterStep[]>();
  for (const record of records) {
    for (const [part, names] of record.parts.entries()) {
      if (!names.some((id) => ids.has(id))) continue;
      for (const [at, step] of (await readSteps(unit, record, part)).entries()) {
        // A later import may have given the post its real id.
        const id = ids.has(step.after.id) ? step.after.id : step.before?.id;
        if (id === undefined || !ids.has(id)) continue;
        found.set(id, [...(found.get(id) ?? []), { record, part, at, step }]);
      }
    }
  }
  return found;
}

async function writeLaterSteps(
  unit: UnitOfWork,
  records: ImportRecord[],
  following: Map<string, LaterStep[]>,
): Promise<void> {
  const all = [...following.values()].flat();
  for (const record of records) {
    const own = all.filter((one) => one.record === record);
    for (const part of new Set(own.map((one) => one.part))) {
      const steps = await readSteps(unit, record, part);
      for (const { at, step } of own.filter((one) => one.part === part)) steps[at] = step;
      await writeSteps(unit, record, part, steps);
    }
  }
}

/** Puts verdicts back. */
async function revertVerdicts(unit: UnitOfWork, record: ImportRecord, later: ImportRecord[]): Promise<void> {
  const store = unit.tx.objectStore('verdicts');
  const keyOf = ({ a, b }: { a: string; b: string }) => verdictKey(a, b).join();
  for (const step of record.verdicts) {
    if (rewriteLater(step, later, ({ verdicts }) => verdicts, keyOf)) continue;
    const { a, b, copy, at } = step.after;
    const now = await store.get(verdictKey(a, b));
    if (now?.at !== at || now.copy !== copy) continue;
    if (step.before) await putVerdict(unit, step.before);
    else await deleteVerdict(unit, a, b);
  }
}

async function revertCorrections(
  unit: UnitOfWork,
  record: ImportRecord,
  later: ImportRecord[],
): Promise<void> {
  const store = unit.tx.objectStore('corrections');
  for (const step of record.corrections) {
    if (
      rewriteLater(
        step,
        later,
        ({ corrections }) => corrections,
        ({ id, code }) => `${id} ${code}`,
      )
    )
      continue;
    const { id, code, at, was } = step.after;
    const now = await store.get([id, code]);
    if (now?.at !== at) continue;
    if (step.before) await store.put(step.before);
    else await store.delete([id, code]);
    const post = step.before ? undefined : await unit.get(id);
    if (post) await unit.update(post, revertCorrection(fromRecord(post), code, was));
  }
}

/** If a later import changed the same, only what it found is different now. */
function rewriteLater<T>(
  step: FeedbackStep<T>,
  later: ImportRecord[],
  stepsOf: (record: ImportRecord) => FeedbackStep<T>[],
  keyOf: (value: T) => string,
): boolean {
  for (const record of later) {
    const next = stepsOf(record).find(({ after }) => keyOf(after) === keyOf(step.after));
    if (!next) continue;
    next.before = step.before;
    return true;
  }
  return false;
}
