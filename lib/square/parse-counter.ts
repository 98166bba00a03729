/** Parses counters as pages display them, in any language. */

/** Factors of unit signs, in lower case. Ambiguous signs (Turkish "B") are omitted on purpose. */
const UNITS = new Map<string, number>([
  ['', 1],
  ['k', 1e3],
  // Vietnamese "nghìn".
  ['n', 1e3],
  ['тыс', 1e3],
  ['тис', 1e3],
  ['tys', 1e3],
  ['tis', 1e3],
  ['mil', 1e3],
  ['rb', 1e3],
  ['bin', 1e3],
  ['千', 1e3],
  ['천', 1e3],
  ['ألف', 1e3],
  ['万', 1e4],
  ['萬', 1e4],
  ['만', 1e4],
  ['m', 1e6],
  ['mn', 1e6],
  ['mln', 1e6],
  ['mio', 1e6],
  ['млн', 1e6],
  ['jt', 1e6],
  ['tr', 1e6],
  ['مليون', 1e6],
  ['亿', 1e8],
  ['億', 1e8],
  ['억', 1e8],
]);

/** Simple counters, which are nearly all: `14`, `581.5k`. The general case is many times slower. */
const PLAIN = /^(\d{1,9}(\.\d{1,2})?)([km]?)$/i;
const SHAPE = /^(\d[\d.,' \u00a0\u202f]*)(\p{L}{0,5})\.?\+?$/u;
/** Digits in groups of three, or as in India: 12,34,567. */
const GROUPED = /^\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*$|^\d{1,2}(?:,\d{2})+,\d{3}$/;
const DECIMAL = /^\d+[.,]\d{1,2}$/;
const DIGIT = /\p{Nd}/gu;

/**
 * Any decimal digit (Arabic, Devanagari …) as ASCII. Decimal digits are in blocks of ten code points; a block
 * starts after a character that is no digit.
 */
function toAsciiDigit(digit: string): string {
  let point = digit.codePointAt(0) ?? 0;
  if (point < 58) return digit;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(point - 1))) {
    point -= 1;
    value += 1;
  }
  return String(value);
}

/**
 * Parses a counter: `14`, `1,234`, `581.5k`, `1.0K+`, `1万`, `１２万`, `1,2 mil`, `12,5 тыс.`.
 * @param label visible text; surrounding white space is ignored
 * @returns the number, rounded, or `null` if the label is not a counter. Never throws.
 */
export function parseCounter(label: string): number | null {
  if (label.length > 24) return null;
  const simple = PLAIN.exec(label);
  if (simple) {
    const unit = UNITS.get((simple[3] as string).toLowerCase()) as number;
    // A fraction needs a unit: half a like does not exist.
    return simple[2] === undefined || unit > 1 ? Math.round(Number(simple[1]) * unit) : null;
  }
  const plain = label
    .normalize('NFKC')
    .replace(DIGIT, toAsciiDigit)
    .replace(/٫/g, '.')
    .replace(/٬/g, ',')
    .trim();
  const match = SHAPE.exec(plain);
  if (!match) return null;
  const digits = (match[1] ?? '').trim();
  const unit = UNITS.get((match[2] ?? '').toLowerCase());
  if (unit === undefined) return null;
  if (/^\d+$/.test(digits)) return safeIntegerOrNull(Number(digits) * unit);
  if (GROUPED.test(digits)) return safeIntegerOrNull(Number(digits.replace(/\D/g, '')) * unit);
  return unit > 1 && DECIMAL.test(digits)
    ? safeIntegerOrNull(Math.round(Number(digits.replace(',', '.')) * unit))
    : null;
}

const safeIntegerOrNull = (count: number) => (Number.isSafeInteger(count) ? count : null);
