/** When the library was last taken away, for "only what is new" and for the reminder. Kept by the pages, not in
 * the database: a lost database must not forget that there is a backup. */
const LAST_EXPORT_KEY = 'feedglass.exported';
const SNOOZE_KEY = 'feedglass.exported.later';

const DAY = 86_400_000;
/** Fewer captures are soon saved again. */
const MIN_CAPTURES = 20;
/** How old a backup may grow, and for how long "later" holds. */
const MAX_AGE_MS = 30 * DAY;
const SNOOZE = 7 * DAY;

/** ISO time of the last export of saved posts; `null`: never. */
export function lastExportAt(storage: Storage = localStorage): string | null {
  const time = storage.getItem(LAST_EXPORT_KEY);
  return time !== null && Number.isFinite(Date.parse(time)) ? time : null;
}

/** Notes that everything saved before `at` has been exported. @param at when the export began. */
export function recordExport(at: Date, storage: Storage = localStorage): void {
  storage.setItem(LAST_EXPORT_KEY, at.toISOString());
}

/** The reminder comes again in a week. */
export function snoozeReminder(now: Date, storage: Storage = localStorage): void {
  storage.setItem(SNOOZE_KEY, now.toISOString());
}

/** True when there is something worth a backup and none of the last 30 days. */
export function isBackupDue(captured: number, now: Date, storage: Storage = localStorage): boolean {
  const age = (key: string) => now.getTime() - Date.parse(storage.getItem(key) ?? '1970-01-01');
  return captured >= MIN_CAPTURES && age(LAST_EXPORT_KEY) > MAX_AGE_MS && age(SNOOZE_KEY) > SNOOZE;
}
