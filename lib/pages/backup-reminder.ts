/**
 * Time of the last export, for the scope `new` and for the reminder. In `localStorage`, because a lost
 * database must not lose the time of its backup.
 */
import { DAY } from '../time-units.ts';

const LAST_EXPORT_KEY = 'feedglass.exported';
const OFFERED_KEY = 'feedglass.offered';
const SNOOZE_KEY = 'feedglass.exported.later';
const IMPORT_KEY = 'feedglass.imported';

/** No reminder below this number of captures: they are quickly saved again. */
const MIN_CAPTURES = 20;
/** Maximum age of a backup; below, how long "later" postpones the reminder. */
const MAX_AGE_MS = 30 * DAY;
const SNOOZE = 7 * DAY;

/** ISO time of the last export of all captures; `null` for never. */
export function lastExportAt(storage: Storage = localStorage, now = Date.now()): string | null {
  const time = storage.getItem(LAST_EXPORT_KEY);
  const ms = time === null ? Number.NaN : Date.parse(time);
  // A time to come was written by a wrong clock: when it was is unknown, and everything counts as not exported.
  return ms <= now + DAY ? time : null;
}

/**
 * Records that everything saved before `at` was exported.
 * @param at time at which the export began
 */
export function recordExport(at: Date, storage: Storage = localStorage): void {
  storage.setItem(LAST_EXPORT_KEY, at.toISOString());
}

/** A file offered to the browser, until the user has answered whether it was saved. */
interface OfferedExport {
  /** ISO time at which the export began. */
  at: string;
  name: string;
  count: number;
  /** True if it holds all captures up to `at`: then it counts as a backup. */
  isBackup: boolean;
}

/**
 * Remembers an export whose file was offered to the browser. Without the `downloads` permission no browser tells a page
 * whether the reader canceled its save dialog, so an export counts only after `answerOffer`.
 */
export function offerExport(offered: OfferedExport, storage: Storage = localStorage): void {
  storage.setItem(OFFERED_KEY, JSON.stringify(offered));
}

/** The export that waits for the reader's answer; also after the popup was closed by the save dialog. */
export function offeredExport(storage: Storage = localStorage): OfferedExport | null {
  try {
    const { at, name, count, isBackup } = JSON.parse(storage.getItem(OFFERED_KEY) ?? 'null') ?? {};
    const isValid = typeof at === 'string' && Number.isFinite(Date.parse(at)) && typeof name === 'string';
    return isValid && typeof count === 'number' ? { at, name, count, isBackup: isBackup === true } : null;
  } catch {
    return null;
  }
}

/** Takes the reader's answer: a saved file that is a backup is recorded. */
export function answerOffer(isSaved: boolean, storage: Storage = localStorage): void {
  const offered = offeredExport(storage);
  storage.removeItem(OFFERED_KEY);
  if (offered?.isBackup && isSaved) recordExport(new Date(offered.at), storage);
}

/** Postpones the reminder by a week. */
export function snoozeReminder(now: Date, storage: Storage = localStorage): void {
  storage.setItem(SNOOZE_KEY, now.toISOString());
}

/** Records an import: its file is a backup, so no reminder follows it for a week. */
export function recordImport(now: Date, storage: Storage = localStorage): void {
  storage.setItem(IMPORT_KEY, now.toISOString());
}

/** True if there are enough captures, no backup in the last 30 days, and no import or "later" in the last week. */
export function isBackupDue(captured: number, now: Date, storage: Storage = localStorage): boolean {
  const age = (key: string) => {
    const passed = now.getTime() - Date.parse(storage.getItem(key) ?? '1970-01-01');
    return passed < -DAY ? Number.POSITIVE_INFINITY : passed;
  };
  const isQuiet = age(SNOOZE_KEY) <= SNOOZE || age(IMPORT_KEY) <= SNOOZE;
  return captured >= MIN_CAPTURES && age(LAST_EXPORT_KEY) > MAX_AGE_MS && !isQuiet;
}
