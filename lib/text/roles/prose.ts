/**
 * The prose of a post: its text outside tag runs as one searchable string, with the paragraph of each offset.
 */
import { urlSpans } from '../tags/excluded-spans.ts';
import type { ProseSpan } from './tag-runs.ts';

export interface Prose {
  /** The prose; URLs are replaced by spaces. */
  text: string;
  /** The same in lower case, for names that match in any case. */
  lower: string;
  /** Number of the paragraph at an offset of `text`; 0 is the title. */
  paragraph(at: number): number;
}

/** Joins the pieces of prose, those of the title first. */
export function collectProse(parts: readonly { text: string; pieces: readonly ProseSpan[] }[]): Prose {
  const starts: number[] = [];
  const paragraphs: number[] = [];
  let text = '';
  for (const part of parts) {
    for (const piece of part.pieces) {
      starts.push(text.length);
      paragraphs.push(piece.paragraph);
      text += `${part.text.slice(piece.start, piece.end)}\n`;
    }
  }
  text = withoutAddresses(text);
  // İ is the only letter that is longer in lower case; replace it, so that offsets stay the same.
  return {
    text,
    lower: text.replaceAll('İ', 'I').toLowerCase(),
    paragraph: (at) => paragraphs[lastUpTo(starts, at)] ?? 0,
  };
}

function withoutAddresses(text: string): string {
  let out = '';
  let from = 0;
  for (const { start, end } of urlSpans(text)) {
    out += text.slice(from, start) + ' '.repeat(end - start);
    from = end;
  }
  return out + text.slice(from);
}

/** Index of the last number that is at most `most`, in ascending numbers; -1 if there is none. */
function lastUpTo(rising: readonly number[], most: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] as number) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
