/**
 * Time of the last export, for the scope `new` and for the reminder. In `localStorage`, because a lost
 * database must not lose the time of its backup.
 */
const LAST_EXPORT_KEY = 'feedglass.exported';
const SNOOZE_KEY = 'feedglass.exported.later';

const DAY = 86_400_000;
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

/** Postpones the reminder by a week. */
export function snoozeReminder(now: Date, storage: Storage = localStorage): void {
  storage.setItem(SNOOZE_KEY, now.toISOString());
}

/** True if there are enough captures and no backup in the last 30 days. */
export function isBackupDue(captured: number, now: Date, storage: Storage = localStorage): boolean {
  const age = (key: string) => {
    const passed = now.getTime() - Date.parse(storage.getItem(key) ?? '1970-01-01');
    return passed < -DAY ? Number.POSITIVE_INFINITY : passed;
  };
  return captured >= MIN_CAPTURES && age(LAST_EXPORT_KEY) > MAX_AGE_MS && age(SNOOZE_KEY) > SNOOZE;
}
