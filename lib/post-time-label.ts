/**
 * Times as Square displays them beside a post's author: `30s`, `5m`, `2h`, `19h` until a day has passed, then `Jun 3`.
 * Compact labels of other languages are read if their unit is unambiguous; other labels are not interpreted.
 */
import type { SeenLabel } from './post.ts';
import { DAY, HOUR, MINUTE, SECOND } from './time-units.ts';

/** Bounds of the time that a label means, in ms since 1970, both included; `unit` is its precision in ms. */
interface LabelBounds {
  from: number;
  to: number;
  unit: number;
}

/** Names of units after a number; `m` is minutes, because months are shown as dates. */
const UNITS: readonly [RegExp, number][] = [
  [/^(?:s|sec|secs|seconds?|秒|с|сек)$/, SECOND],
  [/^(?:m|min|mins|minutes?|分|分钟|分鐘|мин|دقيقة)$/, MINUTE],
  [/^(?:h|hr|hrs|hours?|小时|小時|時間|ч|час|ساعة)$/, HOUR],
  [/^(?:d|days?|天|日|д)$/, DAY],
];
const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'.split('|');
const MONTH_DAY = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:,? (\d{4}))?$/;
const DAY_MONTH = /^(\d{1,2}) ([a-z]{3})[a-z]*\.?(?:,? (\d{4}))?$/;
const EAST_ASIAN = /^(?:(\d{4})年 ?)?(\d{1,2})月 ?(\d{1,2})日?$/;

/** Local time is at most 14 hours ahead of UTC, and at most 12 behind. */
const AHEAD = 14 * HOUR;
const BEHIND = 12 * HOUR;

/** @returns `null` for a label that is not read */
export function labelBounds({ text, seenAt }: SeenLabel): LabelBounds | null {
  const seen = Date.parse(seenAt);
  const label = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ').slice(0, 40);
  if (Number.isNaN(seen)) return null;
  if (/^(?:now|just now|刚刚|剛剛)$/.test(label)) return { from: seen - MINUTE, to: seen, unit: MINUTE };
  const [, count, name = ''] =
    /^(\d{1,3}) ?([^\d\s]+)(?: ?(?:ago|前|назад))?$/.exec(label.replace(/前$/, '')) ?? [];
  const unit = UNITS.find(([names]) => names.test(name))?.[1];
  if (count !== undefined && unit !== undefined) {
    // "19h" is 19 to 20 hours when rounded down, 18.5 to 19.5 otherwise: both are allowed.
    const age = Number(count) * unit;
    return { from: seen - age - unit, to: seen - Math.max(0, age - unit / 2), unit };
  }
  const date = dateOf(label, seen);
  if (date === null) return null;
  // A day of the reader, whose zone is not known.
  return { from: date - AHEAD, to: Math.min(seen, date + DAY + BEHIND), unit: DAY };
}

/** Midnight UTC of a date; without a year, of the latest such day that had begun somewhere. */
function dateOf(label: string, seen: number): number | null {
  const [, name, day, year] = MONTH_DAY.exec(label) ?? [];
  const [, dayFirst, nameLast, yearLast] = DAY_MONTH.exec(label) ?? [];
  const [, yearFirst, monthNumber, dayLast] = EAST_ASIAN.exec(label) ?? [];
  const month = monthNumber ? Number(monthNumber) - 1 : MONTHS.indexOf(name ?? nameLast ?? '');
  const dayOfMonth = Number(day ?? dayFirst ?? dayLast);
  if (month < 0 || month > 11 || !(dayOfMonth >= 1 && dayOfMonth <= 31)) return null;
  const stated = year ?? yearLast ?? yearFirst;
  if (stated !== undefined) return midnight(Number(stated), month, dayOfMonth);
  const latest = new Date(seen + AHEAD).getUTCFullYear();
  const thisYear = midnight(latest, month, dayOfMonth);
  return thisYear !== null && thisYear <= seen + AHEAD ? thisYear : midnight(latest - 1, month, dayOfMonth);
}

function midnight(year: number, month: number, day: number): number | null {
  const time = Date.UTC(year, month, day);
  // June 31 would become July 1.
  return new Date(time).getUTCDate() === day ? time : null;
}
