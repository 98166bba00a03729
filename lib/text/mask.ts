/** Stretches of a text in which no tag is looked for: addresses, code spans, charts. */
export interface Span {
  start: number;
  end: number;
}

const ADDRESS = /(?:https?:\/\/|www\.)[\w\-.~:/?#@!$&*+,;=%]+/gi;
const CODE = /```[^`]*```|`[^`\n]+`/g;
const CHART = /\{(?:future|spot|alpha)\}\([^()\n]{0,80}\)/g;

/** @returns The masked stretches in order of their start. */
export function maskedSpans(text: string): Span[] {
  const spans: Span[] = [];
  const add = (pattern: RegExp) => {
    for (const { index, 0: found } of text.matchAll(pattern)) {
      spans.push({ start: index, end: index + found.length });
    }
  };
  if (text.includes('://') || text.includes('www.')) add(ADDRESS);
  if (text.includes('`')) add(CODE);
  if (text.includes('}(')) add(CHART);
  return spans.sort((a, b) => a.start - b.start);
}

/** A function that says whether an offset lies in one of the spans; asked in rising order only. */
export function masker(spans: readonly Span[]): (offset: number) => boolean {
  let next = 0;
  let until = 0;
  return (offset) => {
    for (let span = spans[next]; span && span.start <= offset; span = spans[++next]) {
      until = Math.max(until, span.end);
    }
    return offset < until;
  };
}
