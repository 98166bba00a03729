/** When the library was last taken away, for "only what is new" and for the reminder. Kept by the pages, not in
 * the database: a lost database must not forget that there is a backup. */
const KEY = 'feedglass.exported';
const LATER = 'feedglass.exported.later';

const DAY = 86_400_000;
/** Fewer captures are soon saved again. */
const WORTH = 20;
/** How old a backup may grow, and for how long "later" holds. */
const OLD = 30 * DAY;
const SNOOZE = 7 * DAY;

/** ISO time of the last export of saved posts; `null`: never. */
export function lastExportAt(storage: Storage = localStorage): string | null {
  const time = storage.getItem(KEY);
  return time !== null && Number.isFinite(Date.parse(time)) ? time : null;
}

/** Notes that everything saved before `at` has been exported. @param at when the export began. */
export function noteExport(at: Date, storage: Storage = localStorage): void {
  storage.setItem(KEY, at.toISOString());
}

/** The reminder comes again in a week. */
export function remindLater(now: Date, storage: Storage = localStorage): void {
  storage.setItem(LATER, now.toISOString());
}

/** True when there is something worth a backup and none of the last 30 days. */
export function backupIsDue(captured: number, now: Date, storage: Storage = localStorage): boolean {
  const age = (key: string) => now.getTime() - Date.parse(storage.getItem(key) ?? '1970-01-01');
  return captured >= WORTH && age(KEY) > OLD && age(LATER) > SNOOZE;
}
