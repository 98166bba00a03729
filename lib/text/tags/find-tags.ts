/**
 * Finds cashtags, hashtags and mentions of a text: the page's marks first, then the text rules for the rest.
 */
import type { RawMark } from '../../post.ts';
import { type Cashtag, findCashtags } from './cashtags.ts';
import { foldWidth } from './fold-width.ts';
import { findHashtagsAndMentions, type TextTag } from './hashtags-mentions.ts';
import { tradingPairBase } from './ticker-code.ts';

export interface FoundCashtag extends Cashtag {
  source: 'mark' | 'text';
}

export interface FoundTags {
  cashtags: FoundCashtag[];
  hashtags: TextTag[];
  mentions: TextTag[];
}

/** Maximum length of a marked hashtag or mention, in UTF-16 code units. */
const MAX_MARKED = 100;
/** Maximum length of a code. */
const MAX_CODE = 32;
/** The target of a link to a coin; only the path of a market contains the code. */
const COIN_LINK = /\/(?:(?:trade|futures)\/([A-Za-z0-9]+)(?:_[A-Za-z0-9]+)?|price\/|alpha\/)/;

/**
 * Finds the tags.
 * @param text text as displayed
 * @param marks the page's marks, inside the text, in order of start; of overlapping ones the first counts
 * @returns every occurrence, in text order
 */
export function findTags(text: string, marks: readonly RawMark[] = []): FoundTags {
  const usedMarks: RawMark[] = [];
  const tags: FoundTags = { cashtags: [], hashtags: [], mentions: [] };
  let end = 0;
  for (const mark of marks) {
    if (mark.start < end) continue;
    end = mark.end;
    if (addMark(tags, mark, text)) usedMarks.push(mark);
  }
  const scan = foldWidth(text);
  const found = findHashtagsAndMentions(scan, usedMarks);
  return {
    cashtags: mergeInOrder(
      tags.cashtags,
      findCashtags(scan, usedMarks).map((tag) => ({ ...tag, source: 'text' })),
    ),
    hashtags: mergeInOrder(tags.hashtags, found.hashtags),
    mentions: mergeInOrder(tags.mentions, found.mentions),
  };
}

/** Adds the tag of a mark. Returns true if the mark explains its span, so that the text rules skip it. */
function addMark(tags: FoundTags, mark: RawMark, text: string): boolean {
  const marked = text.slice(mark.start, mark.end);
  const shown = marked.trim();
  const start = mark.start + marked.indexOf(shown);
  const span = { start, end: start + shown.length };
  if (mark.kind === 'cashtag' || mark.kind === 'link') {
    const code = mark.kind === 'cashtag' ? mark.value : linkedCode(mark.value, shown);
    const key = normalizeCode(code);
    if (key) tags.cashtags.push({ ...span, code: key, unsure: false, source: 'mark' });
    return key !== '' || mark.kind === 'link';
  }
  const name = mark.value.trim() || shown;
  if (shown.length > MAX_MARKED || name.length > MAX_MARKED) return true;
  if (mark.kind === 'hashtag') tags.hashtags.push({ ...span, text: name });
  else tags.mentions.push({ ...span, text: name });
  return true;
}

/** The code of a linked `$X`; '' if the link does not lead to a coin or the text is no cashtag. */
function linkedCode(address: string, shown: string): string {
  const link = COIN_LINK.exec(address);
  if (!link || !/^[$＄﹩]/.test(shown)) return '';
  return link[1] ? tradingPairBase(link[1].toUpperCase()) : shown.slice(1);
}

/** Normalizes a code: without sign and spaces, Latin letters in capitals; '' if it is too long for a code. */
export function normalizeCode(code: string): string {
  const key = code
    .trim()
    .replace(/^[$＄﹩]/, '')
    .trim()
    .toUpperCase();
  return key.length <= MAX_CODE ? key : '';
}

function mergeInOrder<T extends { start: number }>(marked: T[], found: T[]): T[] {
  if (marked.length === 0) return found;
  return [...marked, ...found].sort((a, b) => a.start - b.start);
}
