/** From the text a page gives to the text we keep: what is displayed, of bounded length, with marks that fit. */
import { MAX_TEXT, type RawMark } from '../../post.ts';
import { tradingPairBase } from './ticker-code.ts';

export interface CleanText {
  text: string;
  /** Inside the text, not empty, in order of start. */
  marks: RawMark[];
  /** Coins of the charts written in the text, `null` where the chart names a contract, in order. */
  widgets: (string | null)[];
  /** True when the end is missing because the text was too long. */
  cut: boolean;
}

/** Chart tokens of the raw text, `{future}(BTCUSDT)`; alone on a line they take the line with them. */
const WIDGET = /\{(?:future|spot|alpha)\}\(([^()\n]{0,80})\)/;
/** What is not displayed or not text: controls but tab and line feed, and half surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the point of this pattern
const UNWANTED = /\r\n?|[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\p{Cs}/u;
const EDITS = new RegExp(`${WIDGET.source}|${UNWANTED.source}`, 'gu');
const WIDGET_CODE = /^[A-Za-z0-9\p{Script=Han}]+$/u;

/** Longest stretch given up to end on a grapheme; a longer one is no grapheme but an attack. */
const LONGEST_GRAPHEME = 256;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * @param text Text as the page or dump gives it.
 * @param marks The page's marks; those that do not fit the text are dropped.
 * @returns The text to keep, `MAX_TEXT` long at most, and the marks moved to where their text now is.
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

/** A function from an offset before the edits to the offset after; asked in any order. */
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

/** The largest length up to `most` that ends on a grapheme (or, against endless ones, on a character). */
function truncationPoint(text: string, most: number): number {
  if (text.length <= most) return text.length;
  const from = Math.max(0, most - 2 * LONGEST_GRAPHEME);
  const end =
    from + (graphemes.segment(text.slice(from, most + LONGEST_GRAPHEME)).containing(most - from)?.index ?? 0);
  if (most - end < LONGEST_GRAPHEME) return end;
  const half = text.charCodeAt(most) & 0xfc00;
  return half === 0xdc00 ? most - 1 : most;
}
