/** Words, numbers and times of a report, in the reader's language. */
import type { MessageKey } from '../i18n/translate.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../time-units.ts';

/** Where a report takes its messages from: the extension's own, or a table of them. */
export interface Messages {
  /** The message of a key with its values. */
  t: (key: MessageKey, ...values: (string | number)[]) => string;
  /** The same in the plural form for a number. */
  plural: (key: MessageKey, size: number, ...values: (string | number)[]) => string;
}

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
] as const;

/** Messages and formats. Times are in UTC: a report is read by people in several time zones. */
export class ReportLocale {
  readonly t: Messages['t'];
  readonly language: string;
  readonly dir: 'ltr' | 'rtl';
  readonly #plural: Messages['plural'];

  constructor({ t, plural }: Messages) {
    this.t = t;
    this.#plural = plural;
    this.language = t('locale_tag');
    this.dir = t('locale_dir') === 'rtl' ? 'rtl' : 'ltr';
  }

  /** A number with its noun: 3 -> "3 posts". */
  count(key: MessageKey, size: number, ...values: string[]): string {
    return this.#plural(key, size, this.number(size), ...values);
  }

  number(value: number): string {
    return value.toLocaleString(this.language);
  }

  /** 0.371 -> "37%". */
  percent(share: number): string {
    return share.toLocaleString(this.language, { style: 'percent', maximumFractionDigits: 0 });
  }

  /** A time to the millisecond: "2026-05-08 05:20:28.123 UTC", in every language the same. */
  instant(time: string | null): string {
    return time === null
      ? this.t('post_time_unknown')
      : `${time
          .replace('T', ' ')
          .replace(/Z$/, '')
          .replace(/\.000$/, '')} UTC`;
  }

  /** A day: "May 8, 2026". */
  day(time: string | number): string {
    return new Date(time).toLocaleDateString(this.language, { dateStyle: 'medium', timeZone: 'UTC' });
  }

  /** A period: "May 8 – 15, 2026". */
  period(start: number, end: number): string {
    const format = new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeZone: 'UTC' });
    return format.formatRange(start, end);
  }

  /** A duration in its largest whole unit: "3 hours"; below a second "< 1 second". */
  duration(ms: number): string {
    const [unit, length] = UNITS.find(([, size]) => Math.abs(ms) >= size) ?? UNITS[3];
    const value = Math.floor(Math.abs(ms) / length);
    const text = Math.max(1, value).toLocaleString(this.language, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
    });
    return value === 0 ? `< ${text}` : text;
  }

  /** An author: name with handle, either alone, or a word for "unknown". */
  author({ name, handle }: { name: string | null; handle: string | null }): string {
    const shown = name?.replace(/\s+/gu, ' ').trim() ?? '';
    const at = handle === null || handle === '' ? '' : `@${handle}`;
    if (shown === '' && at === '') return this.t('author_unknown');
    return shown === '' || at === '' || shown === handle ? shown || at : `${shown} (${at})`;
  }
}
