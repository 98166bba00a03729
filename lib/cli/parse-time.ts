/** Times as files of posts write them. What is none of these forms is not guessed at. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Names of zones that RFC 2822 (section 4.3) gives an offset, in hours. */
const ZONES: Record<string, number> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

const ZONE = '([+-]\\d\\d(?::?\\d\\d)?|[A-Z]{1,3})';
const CLOCK = '(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?';
/** `2026-06-03`, `2026-06-03T17:34:10.123+02:00`, `2026-06-03 17:34`; without a zone it is UTC. */
const ISO = new RegExp(`^(\\d{4})-(\\d\\d)-(\\d\\d)(?:[Tt ]${CLOCK} ?${ZONE}?)?$`, 'i');
/** Twitter's `Wed Jun 03 17:34:10 +0000 2026`. */
const TWITTER = new RegExp(`^[a-z]{3} ([a-z]{3}) (\\d\\d?) ${CLOCK} ${ZONE} (\\d{4})$`, 'i');
/** RFC 2822, section 3.3: `Wed, 03 Jun 2026 17:34:10 +0000 (UTC)`. */
const RFC_2822 = new RegExp(
  `^(?:[a-z]{3}, ?)?(\\d\\d?) ([a-z]{3}) (\\d{4}) ${CLOCK} ${ZONE}(?: \\([^()]*\\))?$`,
  'i',
);

/** Numbers below are seconds since 1970, from here on milliseconds: 1973-03-03 in milliseconds, 5138 in seconds. */
const FIRST_MS = 1e11;
/** Earliest and first too late time taken from a number: 2001-09-09 and 2100-01-01. */
const MIN_MS = 1e12;
const END_MS = Date.UTC(2100, 0);

/**
 * @param value ISO 8601 (a date alone counts as midnight UTC), Unix seconds or milliseconds as number or digits,
 *   RFC 2822, or Twitter's form.
 * @returns ISO time in UTC with milliseconds, or `null` for anything else and for days that no calendar has.
 */
export function parseTime(value: string | number): string | null {
  if (typeof value === 'number') return fromNumber(value);
  const text = value.trim().replace(/\s+/g, ' ');
  if (/^\d{9,14}(?:\.\d{1,9})?$/.test(text)) return fromNumber(Number(text));
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    return toIso(year, Number(month), day, [hour, minute, second, fraction], zone);
  }
  const twitter = TWITTER.exec(text);
  if (twitter) {
    const [, month, day, hour, minute, second, fraction, zone, year] = twitter;
    return toIso(year, monthNumber(month), day, [hour, minute, second, fraction], zone);
  }
  const [, day, month, year, hour, minute, second, fraction, zone] = RFC_2822.exec(text) ?? [];
  return toIso(year, monthNumber(month), day, [hour, minute, second, fraction], zone);
}

function fromNumber(value: number): string | null {
  const ms = Math.round(value < FIRST_MS ? value * 1000 : value);
  return ms >= MIN_MS && ms < END_MS ? new Date(ms).toISOString() : null;
}

const monthNumber = (name = '') => MONTHS.indexOf(name.toLowerCase()) + 1;

function toIso(
  year: string | undefined,
  month: number,
  day: string | undefined,
  [hour = '0', minute = '0', second = '0', fraction = '']: (string | undefined)[],
  zone = 'Z',
): string | null {
  if (year === undefined || month === 0) return null;
  const shift = zoneMinutes(zone);
  const [y, d, h, m, s] = [year, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (shift === null || h > 23 || m > 59 || s > 60) return null;
  const date = new Date(Date.UTC(y, month - 1, d, h, m, s, Number(fraction.padEnd(3, '0').slice(0, 3))));
  // 30 February would become 2 March.
  const local = new Date(Date.UTC(y, month - 1, d));
  if (y < 1000 || local.getUTCMonth() !== month - 1 || local.getUTCDate() !== d) return null;
  date.setUTCMinutes(date.getUTCMinutes() - shift);
  return date.toISOString();
}

function zoneMinutes(zone: string): number | null {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (sign === undefined) {
    const named = ZONES[zone.toUpperCase()];
    return named === undefined ? null : named * 60;
  }
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
