/**
 * What imports did to the library, kept beside it (in the `meta` table) so that they can be undone: by the
 * transaction of the import itself, and readable for every other tab that undoes its own.
 */
import type { Verdict } from '../../post.ts';
import { DAY } from '../../time-units.ts';
import type { ReviewStep } from '../db/group-reviews.ts';
import type { ImportStep } from '../merge/revert-import.ts';
import type { StoredCorrection } from '../write/feedback.ts';
import type { UnitOfWork } from '../write/unit-of-work.ts';

/** A verdict or correction of the user as an import found and left it. */
export interface FeedbackStep<T> {
  before: T | null;
  after: T;
}

/** What is remembered of one import. */
export interface ImportRecord {
  key: string;
  at: string;
  seenAt: string;
  /** Ids of the posts in each part, as the import left them. */
  parts: string[][];
  verdicts: FeedbackStep<Verdict>[];
  corrections: FeedbackStep<StoredCorrection>[];
  /** Reviews of groups; absent in what version 0.1 remembered. */
  reviews?: ReviewStep[];
}

type JournalStep = Omit<ImportStep, 'seenAt'>;

const LIST = 'imports';
/** Posts in one part. */
const PART = 500;
/** How long an import can be undone, in ms: longer than a tab is left open for it. */
const LIFETIME = DAY;

const partKey = (key: string, part: number) => `import:${key}:${part}`;
const meta = (unit: UnitOfWork) => unit.tx.objectStore('meta');

/** The imports that can be undone, in their order. */
export async function readImportRecords(unit: UnitOfWork): Promise<ImportRecord[]> {
  return ((await meta(unit).get(LIST)) as ImportRecord[] | undefined) ?? [];
}

/** The steps of one part of an import. */
export async function readSteps(unit: UnitOfWork, record: ImportRecord, part: number): Promise<ImportStep[]> {
  const steps = (await meta(unit).get(partKey(record.key, part))) as JournalStep[] | undefined;
  return (steps ?? []).map((step) => ({ ...step, seenAt: record.seenAt }));
}

/** Replaces the steps of one part. */
export async function writeSteps(
  unit: UnitOfWork,
  record: ImportRecord,
  part: number,
  steps: ImportStep[],
): Promise<void> {
  const stored: JournalStep[] = steps.map(({ before, met, after }) => ({ before, met, after }));
  record.parts[part] = stored.map(({ after }) => after.id);
  await meta(unit).put(stored, partKey(record.key, part));
}

export async function writeImportRecords(unit: UnitOfWork, records: ImportRecord[]): Promise<void> {
  await meta(unit).put(records, LIST);
}

/** Forgets an import: it can no longer be undone. */
export async function deleteSteps(unit: UnitOfWork, record: ImportRecord): Promise<void> {
  await Promise.all(record.parts.map((_, part) => meta(unit).delete(partKey(record.key, part))));
}

/** Drops what the imports remember of posts that are not there any more. */
export async function dropDeletedSteps(
  unit: UnitOfWork,
  isDeleted: (id: string) => boolean | Promise<boolean>,
) {
  const records = await readImportRecords(unit);
  if (records.length === 0) return;
  let changed = false;
  for (const record of records) {
    for (const [part, ids] of record.parts.entries()) {
      const deleted = new Set<string>();
      for (const id of ids) if (await isDeleted(id)) deleted.add(id);
      if (deleted.size === 0) continue;
      const steps = await readSteps(unit, record, part);
      await writeSteps(
        unit,
        record,
        part,
        steps.filter(({ after }) => !deleted.has(after.id)),
      );
      changed = true;
    }
  }
  if (changed) await writeImportRecords(unit, records);
}

/** Collects what an import does, and writes it in the import's own transaction. */
export class ImportJournal {
  readonly #record: ImportRecord;
  readonly #steps = new Map<string, JournalStep>();
  /** Posts of imports that can still be undone. */
  readonly #imported: Set<string>;
  readonly #earlier: ImportRecord[];

  private constructor(record: ImportRecord, earlier: ImportRecord[]) {
    this.#record = record;
    this.#earlier = earlier;
    this.#imported = new Set(earlier.flatMap(({ parts }) => parts.flat()));
  }

  static async open(unit: UnitOfWork, key: string, now: string, seenAt: string): Promise<ImportJournal> {
    const earlier: ImportRecord[] = [];
    for (const record of await readImportRecords(unit)) {
      if (Math.abs(Date.parse(now) - Date.parse(record.at)) < LIFETIME) earlier.push(record);
      else await deleteSteps(unit, record);
    }
    return new ImportJournal({ key, at: now, seenAt, parts: [], verdicts: [], corrections: [] }, earlier);
  }

  /** True for a post that is there because of an earlier import: it has to be noted even if it stays the same. */
  wasImported(id: string): boolean {
    return this.#imported.has(id) && !this.#steps.has(id);
  }

  post({ before, met, after }: JournalStep): void {
    const own = before && this.#steps.get(before.id);
    if (own) {
      // Two posts of the file were one of the library.
      this.#steps.delete(before.id);
      this.#steps.set(after.id, { before: own.before, met: after, after });
    } else this.#steps.set(after.id, { before, met, after });
  }

  verdict(before: Verdict | undefined, after: Verdict): void {
    this.#record.verdicts.push({ before: before ?? null, after });
  }

  correction(before: StoredCorrection | undefined, after: StoredCorrection): void {
    this.#record.corrections.push({ before: before ?? null, after });
  }

  review(step: ReviewStep): void {
    this.#record.reviews = [...(this.#record.reviews ?? []), step];
  }

  async write(unit: UnitOfWork): Promise<void> {
    const steps = [...this.#steps.values()].map((step) => ({ ...step, seenAt: this.#record.seenAt }));
    for (let i = 0; i * PART < steps.length; i++) {
      await writeSteps(unit, this.#record, i, steps.slice(i * PART, (i + 1) * PART));
    }
    await writeImportRecords(unit, [...this.#earlier, this.#record]);
  }
}
