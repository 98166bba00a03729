/**
 * Layout of a post for role assignment: which tags are in sentences and which in tag runs, and the text of
 * the sentences.
 */

import type { FoundTags } from '../tags/find-tags.ts';
import { isUnambiguousCoin } from '../tags/known-coins.ts';
import { findBareCodes } from './bare-codes.ts';
import { collectProse, type Prose } from './prose.ts';
import { type ProseSpan, splitTagRuns, type TagRun, type TagRunSplit, type Token } from './tag-runs.ts';

export interface LayoutPart {
  text: string;
  /** Tags in text order, not overlapping. */
  tokens: readonly Token[];
  split: TagRunSplit;
}

export interface PostLayout {
  body: LayoutPart;
  /** An article's title; its paragraph number is 0. */
  title: LayoutPart | null;
  prose: Prose;
  /** First offset in `prose` of each word in capitals, by code. */
  bare: ReadonlyMap<string, number>;
  /** Paragraph of the first occurrence in a sentence of each tag, by `$CODE` or `#CODE`. */
  tagsInSentences: ReadonlyMap<string, number>;
  /** The first tag run that contains a tag, by code. */
  runOf: ReadonlyMap<string, TagRun>;
  /** Codes without a sign in tag runs, in order; they are no part of `bare`. */
  tagRunCodes: readonly string[];
  /** Where the prose of the body begins and ends. */
  proseBounds: { from: number; to: number };
  /** With sign, original spelling, in order. */
  mentions: readonly string[];
}

interface Tagged {
  text: string;
  tags: FoundTags;
}

export function buildLayout(body: Tagged, title: Tagged | null): PostLayout {
  const bodyPart = partOf(body);
  const titlePart = title && partOf(title);
  for (const piece of titlePart?.split.pieces ?? []) piece.paragraph = 0;
  const parts = titlePart ? [titlePart, bodyPart] : [bodyPart];
  const tagRunCodes: string[] = [];
  const prose = collectProse(
    parts.map((part) => ({
      text: part.text,
      pieces: part.split.pieces.filter((piece) => {
        const codes = codesOfBareRun(part, piece);
        tagRunCodes.push(...codes);
        return codes.length === 0;
      }),
    })),
  );
  return {
    body: bodyPart,
    title: titlePart,
    prose,
    bare: findBareCodes(prose),
    tagsInSentences: spokenTags(parts),
    runOf: runsByCode(parts),
    tagRunCodes,
    proseBounds: proseBoundsOf(bodyPart),
    mentions: [...(title?.tags.mentions ?? []), ...body.tags.mentions].map((tag) => tag.text),
  };
}

function partOf({ text, tags }: Tagged): LayoutPart {
  const all: Token[] = [
    ...tags.cashtags.map(({ start, end, code }) => ({ start, end, kind: 'cashtag' as const, key: code })),
    ...tags.hashtags.map((tag) => tokenOf(tag, 'hashtag')),
    ...tags.mentions.map((tag) => tokenOf(tag, 'mention')),
  ];
  let end = 0;
  const tokens = all
    .sort((a, b) => a.start - b.start)
    .filter((token) => {
      const apart = token.start >= end;
      if (apart) end = token.end;
      return apart;
    });
  return { text, tokens, split: splitTagRuns(text, tokens) };
}

/** What separates the words of a tag run. */
const SEPARATORS = /[\s|·•]+/;
/** Least number of codes without a sign that are a tag run by themselves. */
const MIN_BARE_RUN = 3;
/** Maximum length of a tag run of codes without a sign, in characters. */
const MAX_RUN_LENGTH = 200;

/**
 * The codes of a piece of prose that is only a tag run (`BTC ETH` after `#BTC #ETH`): known coins and codes of
 * the post's tags, next to a tag run on their line, or three at least as the last words; [] for any other piece.
 */
function codesOfBareRun({ text, tokens, split }: LayoutPart, piece: ProseSpan): string[] {
  if (piece.end - piece.start > MAX_RUN_LENGTH) return [];
  const words = text
    .slice(piece.start, piece.end)
    .split(SEPARATORS)
    .filter((word) => word !== '');
  const isCode = (word: string) => isUnambiguousCoin(word) || tokens.some(({ key }) => key === word);
  if (words.length === 0 || !words.every(isCode)) return [];
  if (split.runs.some(({ paragraph }) => paragraph === piece.paragraph)) return words;
  const isLast = split.pieces.length > 1 && !WORD.test(text.slice(piece.end, split.pieces.at(-1)?.end));
  return words.length >= MIN_BARE_RUN && isLast ? words : [];
}

const tokenOf = (tag: { start: number; end: number; text: string }, kind: 'hashtag' | 'mention'): Token => ({
  start: tag.start,
  end: tag.end,
  kind,
  key: tag.text.slice(1).toUpperCase(),
});

function spokenTags(parts: readonly LayoutPart[]): Map<string, number> {
  const tagsInSentences = new Map<string, number>();
  for (const { tokens, split } of parts) {
    const inRun = new Set(split.runs.flatMap((run) => run.tokens));
    let next = 0;
    for (const token of tokens) {
      while ((split.pieces[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
      const key = (token.kind === 'cashtag' ? '$' : '#') + token.key;
      if (token.kind === 'mention' || inRun.has(token) || tagsInSentences.has(key)) continue;
      tagsInSentences.set(key, split.pieces[next]?.paragraph ?? 0);
    }
  }
  return tagsInSentences;
}

function runsByCode(parts: readonly LayoutPart[]): Map<string, TagRun> {
  const byCode = new Map<string, TagRun>();
  for (const run of parts.flatMap(({ split }) => split.runs)) {
    for (const token of run.tokens) {
      if (token.kind !== 'mention' && !byCode.has(token.key)) byCode.set(token.key, run);
    }
  }
  return byCode;
}

const WORD = /[\p{L}\p{N}]/u;

function proseBoundsOf({ text, split }: LayoutPart): { from: number; to: number } {
  const says = (piece: ProseSpan) => WORD.test(text.slice(piece.start, piece.end));
  return { from: split.pieces.find(says)?.start ?? 0, to: split.pieces.findLast(says)?.end ?? 0 };
}
