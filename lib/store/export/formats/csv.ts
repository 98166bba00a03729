/** CSV according to RFC 4180, safe to open in a spreadsheet. */
import type { Format, Leaving } from './format.ts';

/** What a spreadsheet takes for the beginning of a formula, full-width forms too. */
const FORMULA = '[=+\\-@＝＋－＠]';
/** A text that is a formula, or begins with what makes the next character one. */
const FORMULA_AT_START = new RegExp(`^[\\s\\p{Cf}"']*${FORMULA}|^[\\t\\r\\n]`, 'u');
/**
 * A gap and the sign behind it. A semicolon, tab or line break in it begins a cell where these separate cells
 * (spreadsheets in many languages, and whoever chooses so on import): our quotes, which do not begin a cell there, are
 * plain characters then and hold nothing together.
 */
const GAP = new RegExp(`([;\\s\\p{Cf}"']+)(${FORMULA}?)`, 'gu');
const guardGap = (found: string, gap: string, sign: string): string =>
  sign !== '' && /[;\t\r\n]/.test(gap) ? `${gap}'${sign}` : found;

/** Controls that no sheet shows; a NUL is dropped by some, which would bare the formula behind it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/**
 * One cell. A text that a spreadsheet would run as a formula gets an apostrophe in front, whether cells are separated
 * by commas, semicolons or tabs: quoting alone does not stop it (OWASP, "CSV Injection"). Controls become U+FFFD.
 * Numbers are ours and exempt.
 */
export function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = value.toWellFormed().replace(CONTROL, '\ufffd').replace(GAP, guardGap);
  const safe = FORMULA_AT_START.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
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
 * One row a post. Lists of codes are joined by spaces; hashtags, mentions and tags, which can hold spaces and commas,
 * are JSON lists. The byte order mark makes spreadsheets read it as UTF-8.
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
    jsonList(c.hashtags),
    jsonList(c.mentions),
    c.counts.comments,
    c.counts.quotes,
    c.counts.likes,
    c.counts.views,
    group?.id ?? null,
    group?.kind ?? null,
    group?.first ?? null,
    c.capturedAt,
    c.note,
    jsonList(c.tags),
    c.sha256,
  ];
}

/** `["hot take","a,b"]`; an empty list is an empty cell. */
const jsonList = (items: string[]): string => (items.length === 0 ? '' : JSON.stringify(items));
