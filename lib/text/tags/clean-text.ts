/**
 * Converts the text of a page to the stored text: what is displayed, of limited length, with adjusted marks.
 */
import { MAX_TEXT, type RawMark } from '../../post.ts';
import { tradingPairBase } from './ticker-code.ts';

export interface CleanText {
  text: string;
  /** Inside the text, not empty, in order of start. */
  marks: RawMark[];
  /** Coins of the charts in the text, in order; `null` for a chart of a contract. */
  widgets: (string | null)[];
  /** True if the text was too long and its end is missing. */
  cut: boolean;
}

/** Chart tokens of the raw text, `{future}(BTCUSDT)`; one alone on a line is removed with its line. */
const WIDGET = /\{(?:future|spot|alpha)\}\(([^()\n]{0,80})\)/;
/** Characters that are not displayed or not text: controls except tab and line feed, and lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the point of this pattern
const UNWANTED = /\r\n?|[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\p{Cs}/u;
const EDITS = new RegExp(`${WIDGET.source}|${UNWANTED.source}`, 'gu');
const WIDGET_CODE = /^[A-Za-z0-9\p{Script=Han}]+$/u;

/** Maximum number of code units to drop so that the text ends at a grapheme; longer graphemes are attacks. */
const LONGEST_GRAPHEME = 256;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Cleans a text.
 * @param text text as the page or dump has it
 * @param marks the page's marks; those outside the text are dropped
 * @returns the text to store, at most `MAX_TEXT` long, and the marks with their new offsets
 */
export function cleanText(text: string, marks: readonly RawMark[] = []): CleanText {
  const whole = text.length > 2 * MAX_TEXT ? text.slice(0, 2 * MAX_TEXT) : text;
  const edited = applyEdits(whole);
  const fits = truncationPoint(edited.text, MAX_TEXT);
  const kept = edited.text.slice(0, fits).trimEnd();
  const move = offsetMapper(edited.edits);
  return {
    text: kept,
    marks: marks
      .filter((mark) => mark.end <= text.length)
      .map((mark) => ({ ...mark, start: move(mark.start), end: Math.min(move(mark.end), kept.length) }))
      .filter((mark) => mark.start < mark.end)
      .sort((a, b) => a.start - b.start || b.end - a.end),
    widgets: edited.widgets,
    cut: fits < edited.text.length || whole.length < text.length,
  };
}

interface Edit {
  start: number;
  end: number;
  replacement: string;
}

function applyEdits(text: string): { text: string; edits: Edit[]; widgets: (string | null)[] } {
  const edits: Edit[] = [];
  const widgets: (string | null)[] = [];
  for (const match of text.matchAll(EDITS)) {
    const start = match.index;
    let end = start + match[0].length;
    if (match[1] === undefined) {
      const by = match[0].startsWith('\r') ? '\n' : match[0] >= '\ud800' ? '\ufffd' : '';
      edits.push({ start, end, replacement: by });
      continue;
    }
    const symbol = match[1].trim();
    widgets.push(
      WIDGET_CODE.test(symbol) && !/0x/.test(symbol) ? tradingPairBase(symbol.toUpperCase()) : null,
    );
    if ((start === 0 || text[start - 1] === '\n') && text[end] === '\n') end++;
    edits.push({ start, end, replacement: '' });
  }
  if (edits.length === 0) return { text, edits, widgets };

  let out = '';
  let from = 0;
  for (const { start, end, replacement: by } of edits) {
    out += text.slice(from, start) + by;
    from = end;
  }
  return { text: out + text.slice(from), edits, widgets };
}

/** Returns a function from an offset before the edits to the offset after; it can be called in any order. */
function offsetMapper(edits: readonly Edit[]): (offset: number) => number {
  const shifts: number[] = [];
  let shift = 0;
  for (const { start, end, replacement: by } of edits) {
    shift += by.length - (end - start);
    shifts.push(shift);
  }
  return (offset) => {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edits[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return offset;
    const last = edits[low - 1] as Edit;
    const before = (shifts[low - 2] ?? 0) + last.start + last.replacement.length;
    return offset < last.end ? before : offset + (shifts[low - 1] ?? 0);
  };
}

/** The greatest length up to `most` that ends at a grapheme (or, for very long graphemes, at a character). */
function truncationPoint(text: string, most: number): number {
  if (text.length <= most) return text.length;
  const from = Math.max(0, most - 2 * LONGEST_GRAPHEME);
  const end =
    from + (graphemes.segment(text.slice(from, most + LONGEST_GRAPHEME)).containing(most - from)?.index ?? 0);
  if (most - end < LONGEST_GRAPHEME) return end;
  const half = text.charCodeAt(most) & 0xfc00;
  return half === 0xdc00 ? most - 1 : most;
}
