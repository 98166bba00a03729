/**
 * Splits a text into sentences and tag runs: `@OpenGradient $OPG #OPG $ARX $RE` below a text is not part of
 * its prose. A run stands at the start or end of a line, between two sentences, or alone on a line.
 */
import type { Span } from '../tags/excluded-spans.ts';
import { endsWithConnector, takesSubjects } from './particles.ts';

export interface Token extends Span {
  kind: 'cashtag' | 'hashtag' | 'mention';
  /** In capitals without sign; equal for `#opg` and `$OPG`. */
  key: string;
}

export interface ProseSpan extends Span {
  /** Number of the line, from 1; empty lines are not counted. */
  paragraph: number;
}

export interface TagRun extends ProseSpan {
  tokens: Token[];
  /** True if the line contains nothing else. */
  alone: boolean;
}

export interface TagRunSplit {
  /** The prose in order, without the runs. */
  pieces: ProseSpan[];
  runs: TagRun[];
}

const LINE = /[^\n\u2028\u2029]+/g;
const WORD = /[\p{L}\p{N}]/u;
/** Two tags with a letter, digit, bracket or colon between them are not in one cluster. */
const CLUSTER_BREAK = /[\p{L}\p{N}()[\]（）【】:：]/u;
/** A full stop with closing marks after it, or an emoji. */
const SENTENCE_END =
  /(?:[.!?…。！？؟।~～;；][)\]"'”’»）】」』*_]*|[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u20e3]\ufe0f?)\s*$/u;
const TAG_LABEL = /(?:tags|hashtags|tickers|标签|теги)\s*[:：]\s*$/iu;
/** `A. $BTC`, `1) $BTC`: a full stop that does not end a sentence. */
const LIST_MARKER = /^\s*(?:\p{L}|\d{1,2})[.)、]\s*$/u;
const SPACED = /\s$/;
/** Han letters: words that no space parts from a tag behind them. */
const HAN_BEFORE = /\p{Script=Han}$/u;
/**
 * What is left where a tag was dropped into a sentence that goes on without it ("For years,#ETH  the bank"): no space
 * before it, and behind it that of the tag and that of the sentence. Scripts without spaces do not show it.
 */
const GLUED_BEFORE = /[,;\p{Script=Latin}\p{Script=Cyrillic}]$/u;
const TWO_SPACES = /^[ \u00a0]{2,}[\p{L}\p{N}]/u;
const CLOSES = /^\s*[.!?。！？]/u;
const EMOJI_NEXT = /^\s*\p{Extended_Pictographic}/u;
const LOWER_NEXT = /^[\s,]*\p{Ll}/u;
/** Number of characters to examine on each side of a cluster. */
const NEAR = 48;

/**
 * Splits a text.
 * @param text text as displayed
 * @param tokens tags in text order, not overlapping
 * @returns prose and runs in text order; linear in text and tokens
 */
export function splitTagRuns(text: string, tokens: readonly Token[]): TagRunSplit {
  const split: TagRunSplit = { pieces: [], runs: [] };
  let next = 0;
  let paragraph = 0;
  for (const { 0: line, index } of text.matchAll(LINE)) {
    if (line.trim() === '') continue;
    const end = index + line.length;
    const inLine: Token[] = [];
    for (let token = tokens[next]; token && token.start < end; token = tokens[++next]) inLine.push(token);
    splitLine(text, { start: index, end, paragraph: ++paragraph }, inLine, split);
  }
  return split;
}

function splitLine(text: string, line: ProseSpan, tokens: readonly Token[], split: TagRunSplit): void {
  const clusters = clustersOf(text, tokens);
  const gaps = clusters.map((cluster, i) =>
    text.slice(endOf(clusters[i - 1]) ?? line.start, cluster[0]?.start),
  );
  gaps.push(text.slice(endOf(clusters.at(-1)) ?? line.start, line.end));
  const firstWords = gaps.findIndex((gap) => WORD.test(gap));
  const lastWords = gaps.findLastIndex((gap) => WORD.test(gap));

  let from = line.start;
  for (const [i, cluster] of clusters.entries()) {
    const words = { before: firstWords >= 0 && firstWords <= i, after: lastWords > i };
    const run = runOf(cluster, (gaps[i] ?? '').slice(-NEAR), (gaps[i + 1] ?? '').slice(0, NEAR), words);
    if (run.length === 0) continue;
    const start = (run[0] as Token).start;
    if (start > from) split.pieces.push({ start: from, end: start, paragraph: line.paragraph });
    from = (run.at(-1) as Token).end;
    split.runs.push({ start, end: from, paragraph: line.paragraph, tokens: run, alone: firstWords < 0 });
  }
  if (from < line.end) split.pieces.push({ start: from, end: line.end, paragraph: line.paragraph });
}

const endOf = (cluster: readonly Token[] | undefined): number | undefined => cluster?.at(-1)?.end;

function clustersOf(text: string, tokens: readonly Token[]): Token[][] {
  const clusters: Token[][] = [];
  for (const token of tokens) {
    const cluster = clusters.at(-1);
    if (cluster && !CLUSTER_BREAK.test(text.slice(endOf(cluster), token.start))) cluster.push(token);
    else clusters.push([token]);
  }
  return clusters;
}

/**
 * The tags of a cluster that belong to no sentence: all, none, or all but the last, which is the subject of a
 * sentence.
 */
function runOf(
  cluster: Token[],
  before: string,
  after: string,
  words: { before: boolean; after: boolean },
): Token[] {
  const count = cluster.length;
  const ended = (SENTENCE_END.test(before) && !LIST_MARKER.test(before)) || TAG_LABEL.test(before);
  if (!words.after) {
    if (!words.before || ended) return cluster;
    if (endsWithConnector(before)) return [];
    const appendedToHan = HAN_BEFORE.test(before) && after.trim() === '';
    if (count === 1)
      return appendedToHan || (cluster[0]?.kind !== 'cashtag' && SPACED.test(before)) ? cluster : [];
    return count >= 3 || !CLOSES.test(after) ? cluster : [];
  }
  if (words.before && !ended) return wasDroppedIn(before, after) ? cluster : [];
  if (takesSubjects(after) && isEnumeration(cluster)) return [];
  const loose = count >= 2 && (isMixed(cluster) || EMOJI_NEXT.test(after));
  if (!loose) return [];
  return LOWER_NEXT.test(after) ? cluster.slice(0, -1) : cluster;
}

function wasDroppedIn(before: string, after: string): boolean {
  const isGlued = GLUED_BEFORE.test(before) && TWO_SPACES.test(after);
  return isGlued && (/[,;]$/.test(before) || !endsWithConnector(before));
}

/** Two codes or more, none twice and no mention: `#SOL $XRP #ADA`, not a campaign's `#OPG $OPG`. */
function isEnumeration(cluster: readonly Token[]): boolean {
  const keys = new Set(cluster.map(({ key }) => key));
  return keys.size > 1 && keys.size === cluster.length && cluster.every(({ kind }) => kind !== 'mention');
}

/** Tags of two kinds, or hashtags only: sentences do not begin like that. */
function isMixed(cluster: readonly Token[]): boolean {
  return cluster.some((token) => token.kind !== 'cashtag');
}
