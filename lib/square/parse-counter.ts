/** Parses counters as pages display them, in any language. */

/** Factors of unit signs, in lower case. Ambiguous signs (Turkish "B") are omitted on purpose. */
const UNITS = new Map<string, number>([
  ['', 1],
  ['k', 1e3],
  // Vietnamese "nghìn".
  ['n', 1e3],
  ['тыс', 1e3],
  ['тис', 1e3],
  ['хил', 1e3],
  ['хиљ', 1e3],
  ['tys', 1e3],
  ['tis', 1e3],
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
  // Portuguese "milhões".
  ['mi', 1e6],
  ['млн', 1e6],
  ['jt', 1e6],
  ['tr', 1e6],
  ['مليون', 1e6],
  ['亿', 1e8],
  ['億', 1e8],
  ['억', 1e8],
]);

/**
 * Units that languages disagree on (CLDR, short compact decimals, https://cldr.unicode.org): thousand in Spanish and
 * Portuguese `1,2 mil`, million in Czech `1,2 mil.`; million in French `1,2 M`, 10^9 in Indonesian.
 */
const BY_LANGUAGE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  mil: { es: 1e3, pt: 1e3, gl: 1e3, cs: 1e6, sk: 1e6, ro: 1e6, hr: 1e6, bs: 1e6 },
  m: { id: 1e9, ca: Number.NaN },
};

/**
 * The factor of a unit, or `undefined` if it is none, or if languages disagree and the language is unknown.
 * @param dotted a full stop follows the unit, as after an abbreviation
 * @param comma the number has a decimal comma, so its language is not English
 */
function unitFactor(unit: string, dotted: boolean, comma: boolean, lang: string | null): number | undefined {
  const known = lang === null ? undefined : BY_LANGUAGE[unit]?.[lang];
  if (known !== undefined) return Number.isNaN(known) ? undefined : known;
  // All languages in which it means a million write it with a full stop, the others without.
  if (unit === 'mil') return dotted ? 1e6 : 1e3;
  if (unit === 'm' && comma && lang === null) return undefined;
  return UNITS.get(unit);
}

/** Simple counters, which are nearly all: `14`, `581.5k`. The general case is many times slower. */
const PLAIN = /^(\d{1,9}(\.\d{1,2})?)([km]?)$/i;
const SHAPE = /^(\d[\d.,' \u00a0\u202f]*)(\p{L}{0,5})(\.?)\+?$/u;
/** One group of three: a fraction or a thousand, before a unit. */
const ONE_GROUP = /^\d{1,3}[.,]\d{3}$/;
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
 * @param lang language of the page, a BCP 47 tag (`pt-BR`); decides units that languages disagree on
 * @returns the number, rounded, or `null` if the label is not a counter, or means one number in one language and
 * another in the next. Never throws.
 */
export function parseCounter(label: string, lang: string | null = null): number | null {
  if (label.length > 24) return null;
  const language = lang?.toLowerCase().split(/[-_]/)[0] || null;
  const simple = language === 'id' || language === 'ca' ? null : PLAIN.exec(label);
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
  const unit = unitFactor(
    (match[2] ?? '').toLowerCase(),
    match[3] === '.',
    /,\d{1,2}$/.test(digits),
    language,
  );
  if (unit === undefined) return null;
  if (/^\d+$/.test(digits)) return safeIntegerOrNull(Number(digits) * unit);
  // `1.234K` is 1,234: nobody groups the thousands of thousands. `1,234K` is that in one language, or 1,234,000.
  if (unit > 1 && ONE_GROUP.test(digits))
    return digits.includes('.') ? safeIntegerOrNull(Math.round(Number(digits) * unit)) : null;
  if (GROUPED.test(digits)) return safeIntegerOrNull(Number(digits.replace(/\D/g, '')) * unit);
  return unit > 1 && DECIMAL.test(digits)
    ? safeIntegerOrNull(Math.round(Number(digits.replace(',', '.')) * unit))
    : null;
}

const safeIntegerOrNull = (count: number) => (Number.isSafeInteger(count) ? count : null);
