/** Spans of a text in which no tags are searched: URLs, code spans, charts. */
export interface Span {
  start: number;
  end: number;
}

const ADDRESS = /(?:https?:\/\/|www\.)[\w\-.~:/?#@!$&*+,;=%]+/gi;
const CODE = /```[^`]*```|`[^`\n]+`/g;
const CHART = /\{(?:future|spot|alpha)\}\([^()\n]{0,80}\)/g;

/** @returns the excluded spans in order of start */
export function excludedSpans(text: string): Span[] {
  const spans = urlSpans(text);
  if (text.includes('`')) spans.push(...matches(text, CODE));
  if (text.includes('}(')) spans.push(...matches(text, CHART));
  return spans.sort((a, b) => a.start - b.start);
}

/** Web addresses with a scheme or `www.`, in order. */
export function urlSpans(text: string): Span[] {
  return text.includes('://') || /www\./i.test(text) ? matches(text, ADDRESS) : [];
}

function matches(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

/**
 * Returns a function that tells whether an offset is in one of the spans; call it with ascending offsets
 * only.
 */
export function spanTester(spans: readonly Span[]): (offset: number) => boolean {
  let next = 0;
  let until = 0;
  return (offset) => {
    for (let span = spans[next]; span && span.start <= offset; span = spans[++next]) {
      until = Math.max(until, span.end);
    }
    return offset < until;
  };
}
