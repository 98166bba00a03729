/**
 * Normalizes a text for the tag rules: one width, no invisible characters, with a mapping back to original
 * offsets.
 */
import { excludedSpans, type Span } from './excluded-spans.ts';

export interface FoldedText {
  /** The text as displayed. */
  source: string;
  /** The normalized text. */
  text: string;
  /** Spans of it in which no tags are searched. */
  masked: readonly Span[];
  /** Converts an offset in the normalized text to one in the source. */
  toSourceOffset(offset: number): number;
}

const same = (offset: number): number => offset;
/** Invisible characters, and the full-width and small forms that are converted. */
const FOLDED =
  /[\p{Default_Ignorable_Code_Point}\uff03\uff04\uff20\uff10-\uff19\uff21-\uff3a\uff3f\uff41-\uff5a\ufe5f\ufe69\ufe6b]/gu;
const SMALL = new Map([
  ['\ufe5f', '#'],
  ['\ufe69', '$'],
  ['\ufe6b', '@'],
]);

/**
 * Converts full-width and small forms of letters, digits and `$ # @ _` to ASCII; removes zero-width, bidi and
 * variation characters. Other alphabets stay: a Cyrillic В is not a B.
 */
export function foldWidth(text: string): FoldedText {
  if (text.search(FOLDED) < 0)
    return { source: text, text, masked: excludedSpans(text), toSourceOffset: same };

  let out = '';
  const starts: number[] = [];
  const shifts: number[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(FOLDED)) {
    out += text.slice(from, index);
    from = index + found.length;
    const unit = found.charCodeAt(0);
    const by =
      SMALL.get(found) ?? (unit >= 0xff03 && unit <= 0xff5a ? String.fromCharCode(unit - 0xfee0) : '');
    out += by;
    if (by === '') {
      starts.push(out.length);
      shifts.push(from - out.length);
    }
  }
  out += text.slice(from);
  return {
    source: text,
    text: out,
    masked: excludedSpans(out),
    toSourceOffset: (offset) => offset + shiftAt(offset, starts, shifts),
  };
}

function shiftAt(offset: number, starts: readonly number[], shifts: readonly number[]): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1] ?? 0;
}
