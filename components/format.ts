/** Formats numbers and times in the language of the interface. Unknown values become a dash, never zero. */
import { type MessageKey, t, tPlural } from '../lib/i18n/translate.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../lib/time-units.ts';

export const DASH = '–';

/**
 * BCP 47 tag of the interface language, from the message table, so that messages and numbers use the same
 * language.
 */
export const language = (): string => t('locale_tag');

/**
 * The formatter for a language and options. It is kept, because to make one takes hundreds of times longer than to use
 * it, and lists format hundreds of values each time they are drawn.
 */
function formatter<F, O extends object>(make: new (language: string, options: O) => F, options: O): F {
  const key = JSON.stringify([make.name, language(), options]);
  const format = (formatters.get(key) as F | undefined) ?? new make(language(), options);
  formatters.set(key, format);
  return format;
}

const formatters = new Map<string, unknown>();

const formatWith = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  formatter(Intl.NumberFormat, options).format(value);

const formatTime = (time: Date, options: Intl.DateTimeFormatOptions): string =>
  formatter(Intl.DateTimeFormat, options).format(time);

/** 1204 -> "1,204"; `null` -> "–". */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? DASH : formatWith(value);
}

/**
 * A number with its noun in the right plural form: 1 -> "1 post", 3 -> "3 posts".
 * @param key message with plural forms; the number is `$1`
 * @param values replace `$2`, `$3`, …
 */
export const formatCount = (key: MessageKey, size: number | null | undefined, ...values: string[]): string =>
  tPlural(key, size ?? 0, formatNumber(size), ...values);

/**
 * 0.371 -> "37%".
 * @param share from 0 to 1, or `null` if there is nothing to divide by
 */
export function formatPercent(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return DASH;
  return formatWith(share, { style: 'percent', maximumFractionDigits: 0 });
}

/**
 * An ISO time as date and time in the user's time zone.
 * @param timeStyle `short`: to the minute; `medium`: to the second
 */
export function formatDateTime(time: string | null, timeStyle: 'short' | 'medium' = 'short'): string {
  return time === null ? DASH : formatTime(new Date(time), { dateStyle: 'medium', timeStyle });
}

/** An ISO time for a narrow column: "May 10, 5:02 AM", or with the year and without the time if that was last year. */
export function formatShortTime(time: string, now = new Date()): string {
  const date = new Date(time);
  const isThisYear = date.getFullYear() === now.getFullYear();
  return formatTime(date, {
    month: 'short',
    day: 'numeric',
    ...(isThisYear ? { hour: 'numeric', minute: '2-digit' } : { year: 'numeric' }),
  });
}

/** An ISO time as a date in the user's time zone; a day of the library (`2026-06-03`, UTC) stays that day. */
export function formatDate(time: string | null): string {
  if (time === null) return DASH;
  const zone = time.length === 10 ? { timeZone: 'UTC' } : {};
  return formatTime(new Date(time), { dateStyle: 'medium', ...zone });
}

/**
 * A duration in its largest whole unit: "3 hours", "12 days"; short: "3 hr", "12 days".
 * @param ms its sign is ignored
 */
export function formatDuration(ms: number | null, unitDisplay: 'long' | 'short' = 'long'): string {
  if (ms === null) return DASH;
  const size = Math.abs(ms);
  const [unit, length] =
    size >= DAY
      ? (['day', DAY] as const)
      : size >= HOUR
        ? (['hour', HOUR] as const)
        : size >= MINUTE
          ? (['minute', MINUTE] as const)
          : (['second', SECOND] as const);
  return formatWith(Math.floor(size / length), { style: 'unit', unit, unitDisplay });
}

/** How much later `time` is than `start`, in ms; `null` if one is unknown. */
export function timeBetween(start: string | null, time: string | null): number | null {
  return start === null || time === null ? null : Date.parse(time) - Date.parse(start);
}

/** A size in the most readable unit: 1536000 -> "1.5 MB". */
export function formatBytes(size: number | null): string {
  if (size === null) return DASH;
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
  return formatWith(size / 1000 ** step, {
    style: 'unit',
    unit: units[step],
    maximumFractionDigits: step < 2 ? 0 : 1,
  });
}

/** Name of an author in a list: the display name, else the handle, else a dash. */
export function authorName(author: { name: string | null; handle: string | null }): string {
  return author.name?.trim() || (author.handle ? `@${author.handle}` : DASH);
}

/** Name of an author within a sentence, which a dash would break. */
export function authorInSentence(author: { name: string | null; handle: string | null }): string {
  const name = authorName(author);
  return name === DASH ? t('strip_somebody') : name;
}

/** Wraps a name in directional isolates, for use inside a sentence. */
export const bidiIsolate = (name: string): string => `\u2068${name}\u2069`;

/** Returns the name of a language in the user's language; what is no language tag as it is. */
export function languageName(tag: string): string {
  try {
    return formatter(Intl.DisplayNames, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
