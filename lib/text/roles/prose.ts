/** What a text says outside its tag runs: one string to search, and the paragraph of each place in it. */
import { urlSpans } from '../tags/excluded-spans.ts';
import type { ProseSpan } from './tag-runs.ts';

export interface Prose {
  /** Addresses blanked out. */
  text: string;
  /** The same in lower case, for names that count in any case. */
  lower: string;
  /** Number of the paragraph at an offset of `text`; 0 is the title. */
  paragraph(at: number): number;
}

/** Gathers pieces, the title's first. */
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
  // İ is the one letter whose small form is longer: offsets must stay.
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

/** Index of the last number not above `most`, in rising numbers; -1 when all are above. */
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
