/** A post laid out for judging: where its tags stand, in sentences or in tag runs, and what the sentences say. */
import { bareWords } from './bare.ts';
import type { Tags } from './marked.ts';
import { type Piece, type Run, type Split, splitRuns, type Token } from './runs.ts';
import { gather, type Said } from './said.ts';

export interface Part {
  text: string;
  /** Tags in order of the text, not overlapping. */
  tokens: readonly Token[];
  split: Split;
}

export interface Scene {
  body: Part;
  /** An article's title; its paragraph number is 0. */
  title: Part | null;
  said: Said;
  /** First place in `said` of each word in capitals, by code. */
  bare: ReadonlyMap<string, number>;
  /** Paragraph of the first place in a sentence of each tag, by `$CODE` or `#CODE`. */
  spoken: ReadonlyMap<string, number>;
  /** The first run that holds a tag, by its code. */
  runOf: ReadonlyMap<string, Run>;
  /** Where what the body says begins and ends. */
  ends: { from: number; to: number };
  /** With sign, as spelt, in order. */
  mentions: readonly string[];
}

interface Tagged {
  text: string;
  tags: Tags;
}

export function layOut(body: Tagged, title: Tagged | null): Scene {
  const bodyPart = partOf(body);
  const titlePart = title && partOf(title);
  for (const piece of titlePart?.split.pieces ?? []) piece.paragraph = 0;
  const parts = titlePart ? [titlePart, bodyPart] : [bodyPart];
  const said = gather(parts.map(({ text, split }) => ({ text, pieces: split.pieces })));
  return {
    body: bodyPart,
    title: titlePart,
    said,
    bare: bareWords(said),
    spoken: spokenTags(parts),
    runOf: runsByCode(parts),
    ends: wordEnds(bodyPart),
    mentions: [...(title?.tags.mentions ?? []), ...body.tags.mentions].map((tag) => tag.shown),
  };
}

function partOf({ text, tags }: Tagged): Part {
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
  return { text, tokens, split: splitRuns(text, tokens) };
}

const tokenOf = (tag: { start: number; end: number; shown: string }, kind: 'hashtag' | 'mention'): Token => ({
  start: tag.start,
  end: tag.end,
  kind,
  key: tag.shown.slice(1).toUpperCase(),
});

function spokenTags(parts: readonly Part[]): Map<string, number> {
  const spoken = new Map<string, number>();
  for (const { tokens, split } of parts) {
    const inRun = new Set(split.runs.flatMap((run) => run.tokens));
    let next = 0;
    for (const token of tokens) {
      while ((split.pieces[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next++;
      const key = (token.kind === 'cashtag' ? '$' : '#') + token.key;
      if (token.kind === 'mention' || inRun.has(token) || spoken.has(key)) continue;
      spoken.set(key, split.pieces[next]?.paragraph ?? 0);
    }
  }
  return spoken;
}

function runsByCode(parts: readonly Part[]): Map<string, Run> {
  const byCode = new Map<string, Run>();
  for (const run of parts.flatMap(({ split }) => split.runs)) {
    for (const token of run.tokens) {
      if (token.kind !== 'mention' && !byCode.has(token.key)) byCode.set(token.key, run);
    }
  }
  return byCode;
}

const WORD = /[\p{L}\p{N}]/u;

function wordEnds({ text, split }: Part): { from: number; to: number } {
  const says = (piece: Piece) => WORD.test(text.slice(piece.start, piece.end));
  return { from: split.pieces.find(says)?.start ?? 0, to: split.pieces.findLast(says)?.end ?? 0 };
}
