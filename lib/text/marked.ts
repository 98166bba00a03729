/** Cashtags, hashtags and mentions of one text: the page's marks first, the text rules for the rest. */
import type { RawMark } from '../post.ts';
import { type Cashtag, findCashtags } from './cashtags.ts';
import { pairBase } from './codes.ts';
import { scanText } from './scan.ts';
import { findTags, type Tag } from './tags.ts';

export interface FoundCashtag extends Cashtag {
  source: 'mark' | 'text';
}

export interface Tags {
  cashtags: FoundCashtag[];
  hashtags: Tag[];
  mentions: Tag[];
}

const MAX_MARKED = 100;
/** Where a link to a coin goes; only a market's path carries the code. */
const COIN_LINK = /\/(?:(?:trade|futures)\/([A-Za-z0-9]+)(?:_[A-Za-z0-9]+)?|price\/|alpha\/)/;

/**
 * @param text Text as displayed.
 * @param marks The page's marks, inside the text, in order of start; where two overlap the first counts.
 * @returns Every occurrence, in order of the text.
 */
export function findMarkedTags(text: string, marks: readonly RawMark[] = []): Tags {
  const taken: RawMark[] = [];
  const tags: Tags = { cashtags: [], hashtags: [], mentions: [] };
  let end = 0;
  for (const mark of marks) {
    if (mark.start < end) continue;
    end = mark.end;
    if (addMark(tags, mark, text)) taken.push(mark);
  }
  const scan = scanText(text);
  const found = findTags(scan, taken);
  return {
    cashtags: inOrder(
      tags.cashtags,
      findCashtags(scan, taken).map((tag) => ({ ...tag, source: 'text' })),
    ),
    hashtags: inOrder(tags.hashtags, found.hashtags),
    mentions: inOrder(tags.mentions, found.mentions),
  };
}

/** True when the mark says what its stretch is, so that the text rules leave it alone. */
function addMark(tags: Tags, mark: RawMark, text: string): boolean {
  const words = text.slice(mark.start, mark.end);
  const shown = words.trim();
  const start = mark.start + words.indexOf(shown);
  const span = { start, end: start + shown.length };
  if (mark.kind === 'cashtag' || mark.kind === 'link') {
    const code = mark.kind === 'cashtag' ? mark.value : linkedCode(mark.value, shown);
    const key = codeKey(code);
    if (key) tags.cashtags.push({ ...span, code: key, unsure: false, source: 'mark' });
    return key !== '' || mark.kind === 'link';
  }
  const name = mark.value.trim() || shown;
  if (shown.length > MAX_MARKED || name.length > MAX_MARKED) return true;
  if (mark.kind === 'hashtag') tags.hashtags.push({ ...span, shown: name });
  else tags.mentions.push({ ...span, shown: name });
  return true;
}

/** The code a linked `$X` stands for; '' when the link is not to a coin or the words are no cashtag. */
function linkedCode(address: string, shown: string): string {
  const link = COIN_LINK.exec(address);
  if (!link || !/^[$＄﹩]/.test(shown)) return '';
  return link[1] ? pairBase(link[1].toUpperCase()) : shown.slice(1);
}

/** A code as key: without sign and space, Latin letters in capitals; '' for what is too long to be a code. */
export function codeKey(code: string): string {
  const key = code
    .trim()
    .replace(/^[$＄﹩]/, '')
    .trim()
    .toUpperCase();
  return key.length <= 32 ? key : '';
}

function inOrder<T extends { start: number }>(marked: T[], found: T[]): T[] {
  if (marked.length === 0) return found;
  return [...marked, ...found].sort((a, b) => a.start - b.start);
}
