/** CSV according to RFC 4180, safe to open in a spreadsheet. */
import type { Format, Leaving } from './format.ts';

/**
 * Formats one cell. A text that a spreadsheet would run as a formula is prefixed with an apostrophe, because
 * quotes do not prevent that (https://owasp.org/www-community/attacks/CSV_Injection). Numbers are never
 * changed.
 */
export function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Formats one line of cells. */
export const line = (values: (string | number | boolean | null)[]): string =>
  `${values.map(cell).join(',')}\r\n`;

const COLUMNS = [
  'id',
  'url',
  'kind',
  'surface',
  'author_name',
  'author_handle',
  'title',
  'text',
  'lang',
  'posted_at',
  'posted_at_source',
  'cashtags',
  'discussed',
  'appended',
  'unsupported',
  'topic',
  'hashtags',
  'mentions',
  'comments',
  'quotes',
  'likes',
  'views',
  'copy_group',
  'copy_kind',
  'copy_first',
  'captured_at',
  'note',
  'tags',
  'sha256',
] as const;

/**
 * One row per post; lists are joined by spaces. The byte order mark makes spreadsheets read the file as
 * UTF-8.
 */
export function csv(): Format {
  return {
    ending: 'csv',
    mime: 'text/csv;charset=utf-8',
    head: `\ufeff${line([...COLUMNS])}`,
    row: (post) => line(values(post)),
    tail: () => '',
  };
}

function values({ capture: c, group }: Leaving): (string | number | null)[] {
  const tickers = [...c.cashtags, ...c.otherTickers];
  const having = (role: string) => tickers.flatMap((t) => (t.role === role ? t.code : [])).join(' ');
  return [
    // A spreadsheet drops digits of long numbers, but the apostrophe of a text cell would change the key. The
    // URL contains the id too, so the id stays unchanged.
    c.id,
    c.url,
    c.kind,
    c.surface,
    c.author.name,
    c.author.handle,
    c.title,
    c.text,
    c.lang,
    c.postedAt,
    c.postedAtSource,
    c.cashtags.map(({ code }) => code).join(' '),
    having('discussed'),
    having('appended'),
    having('unsupported'),
    having('topic'),
    c.hashtags.join(' '),
    c.mentions.join(' '),
    c.counts.comments,
    c.counts.quotes,
    c.counts.likes,
    c.counts.views,
    group?.id ?? null,
    group?.kind ?? null,
    group?.first ?? null,
    c.capturedAt,
    c.note,
    c.tags.join(' '),
    c.sha256,
  ];
}
