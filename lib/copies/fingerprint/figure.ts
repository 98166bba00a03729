/** A number as written in a text. */
interface Figure {
  /** Equal for equal values, however written: "1,204.50", "1204.5", "1.2045K". */
  value: string;
  /** Whether it is a number that two texts share by chance only rarely. */
  rare: boolean;
}

/** Number of zeros that a unit right after the number means. */
const ZEROS: Record<string, number> = { k: 3, m: 6, b: 9, t: 12 };

/**
 * Read a number. A last separator that differs from the others, or one that is not followed by exactly three
 * digits, is the decimal point; the others group digits.
 *
 * @param digits Digits with `.`, `,`, `:` and `/` between them.
 * @param unit Letters right after it, folded to lower case.
 */
export function readFigure(digits: string, unit: string): Figure {
  if (digits.includes(':') || digits.includes('/')) return { value: digits, rare: false };
  const point = decimalPoint(digits);
  const whole = (point < 0 ? digits : digits.slice(0, point)).replace(/[.,]/g, '');
  const fraction = point < 0 ? '' : digits.slice(point + 1);
  const significant = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
  const trailing = /0*$/.exec(whole + fraction)?.[0].length ?? 0;
  const exponent = trailing - fraction.length + (ZEROS[unit] ?? 0);
  const isYear = point < 0 && /^(?:19|20)\d\d$/.test(digits);
  // Four digits are rare enough for a price; three are where they are written as an amount: "80.5K", "0.173", "80,500".
  const isAmount = digits !== whole || unit in ZEROS;
  const rare = !isYear && (significant.length > 3 || (significant.length === 3 && isAmount));
  return { value: `${significant}e${exponent}`, rare };
}

/** Index of the decimal point, or -1. */
function decimalPoint(digits: string): number {
  const [dot, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')];
  if (dot >= 0 && comma >= 0) return Math.max(dot, comma);
  const last = Math.max(dot, comma);
  if (last < 0) return -1;
  if (digits.indexOf(digits[last] as string) !== last) return -1;
  // "1,204" groups; "1.204" is left a decimal: prices of coins have any number of places.
  const groups = comma >= 0 && digits.length - last === 4 && last <= 3 && digits[0] !== '0';
  return groups ? -1 : last;
}
