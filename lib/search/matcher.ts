/**
 * Search and filters for posts in memory. The text of a post is normalized once, when it is indexed; a search
 * is one pass of `includes`, about 50 ms for 100,000 posts.
 */

import type { Role } from '../post.ts';
import type { SearchDocument } from './document.ts';
import type { Filter } from './filter.ts';
import { foldCase, foldForSearch } from './fold-for-search.ts';
import { startOfLocalDay } from './local-day.ts';
import { parseTerms, type Term } from './query.ts';

type Test = (card: SearchDocument) => boolean;

/** What a search knows of the copy group of a post. */
export interface GroupFacts {
  /** Whether the post is the first of its group, which makes it an original. */
  isFirst: Test;
  /** The tags of the group's review, normalized: a search by tag finds the posts of the group. */
  tagsOf: (card: SearchDocument) => readonly string[];
}

/** For posts whose groups are not known. */
export const NO_GROUPS: GroupFacts = { isFirst: () => false, tagsOf: () => [] };

/** Compiles a filter to a predicate. */
export function createMatcher(filter: Filter, groups: GroupFacts): Test {
  const tests = [
    ...fieldTests(filter, groups),
    // The texts last: they cost most.
    ...parseTerms(filter.query)
      .sort((a, b) => Number(a.kind === 'word') - Number(b.kind === 'word'))
      .map((term) => termTest(term, groups)),
  ];
  return (card) => tests.every((test) => test(card));
}

/** The tests of the fields that are set. */
function fieldTests(filter: Filter, groups: GroupFacts): Test[] {
  const { savedState, role, lang, surface, copies, hasNote, group, campaign } = filter;
  const code = foldForSearch(filter.ticker.replace(/^\$/, '').trim());
  const tag = foldForSearch(filter.tag.trim());
  const tests: (Test | null)[] = [
    savedState && ((card) => (card.savedAt !== null) === (savedState === 'saved')),
    group === '' ? null : (card) => card.group === group,
    campaign === '' ? null : (card) => card.campaigns.includes(campaign),
    lang === '' ? null : (card) => card.lang === lang,
    surface && ((card) => card.surface === surface),
    hasNote ? (card) => card.hasNote : null,
    code === '' && role === null ? null : (card) => hasTicker(card, code, role),
    authorTest(filter.author.trim()),
    dayTest(filter.from, filter.to),
    copies && copiesTest(copies, groups.isFirst),
    tag === '' ? null : tagTest(tag, groups),
  ];
  return tests.filter((test) => test !== null);
}

function termTest({ kind, value, excluded }: Term, groups: GroupFacts): Test {
  const test = operatorTest(kind, value, groups);
  return excluded ? (card) => !test(card) : test;
}

function operatorTest(kind: Term['kind'], value: string, groups: GroupFacts): Test {
  switch (kind) {
    case 'ticker':
      return (card) => hasTicker(card, value, null) || hasCashtag(card.text, `$${value}`);
    case 'author':
      return value.startsWith('@')
        ? (card) => card.author.endsWith(` ${value}`)
        : (card) => card.author.includes(value);
    case 'tag':
      return tagTest(value, groups);
    case 'after':
      return dayTest(value, '') ?? never;
    case 'before':
      return dayTest('', value) ?? never;
    case 'lang':
      return (card) => card.lang === value;
    case 'is':
      return value === 'saved' || value === 'unsaved'
        ? (card) => (card.savedAt !== null) === (value === 'saved')
        : copiesTest(value as NonNullable<Filter['copies']>, groups.isFirst);
    case 'has':
      return value === 'note'
        ? (card) => card.hasNote
        : (card) => card.tags.length + groups.tagsOf(card).length > 0;
    case 'word':
      return (card) => hasWord(card, value);
  }
}

const never: Test = () => false;

function hasTicker(card: SearchDocument, code: string, role: Role | null): boolean {
  return card.tickers.some((ticker) =>
    code === ''
      ? ticker.endsWith(` ${role}`)
      : role === null
        ? ticker.startsWith(`${code} `)
        : ticker === `${code} ${role}`,
  );
}

const tagTest =
  (tag: string, { tagsOf }: GroupFacts): Test =>
  (card) =>
    card.tags.includes(tag) || tagsOf(card).includes(tag);

/** True if the text has the cashtag as a whole word, also where it was not read as a ticker. */
function hasCashtag(text: string, cashtag: string): boolean {
  for (let at = text.indexOf(cashtag); at !== -1; at = text.indexOf(cashtag, at + 1))
    if (!/[\p{L}\p{N}_]/u.test(text.slice(at + cashtag.length, at + cashtag.length + 1))) return true;
  return false;
}

/** `@handle` and `=name` are exactly this author; other text is a part of name or handle. */
function authorTest(author: string): Test | null {
  if (author === '') return null;
  if (/^[@=]/.test(author)) {
    const key = foldCase(author.replace(/^=/, ''));
    return (card) => card.authorKey !== null && foldCase(card.authorKey) === key;
  }
  const part = foldForSearch(author);
  return (card) => card.author.includes(part);
}

function copiesTest(wanted: NonNullable<Filter['copies']>, isFirst: Test): Test {
  if (wanted === 'first') return (card) => card.group !== null && isFirst(card);
  return (card) => (card.group !== null && !isFirst(card)) === (wanted === 'copy');
}

/** @returns `null` if neither is a day or a month */
function dayTest(from: string, to: string): Test | null {
  const start = startOfLocalDay(from, 0);
  const end = startOfLocalDay(to, 1);
  if (start === null && end === null) return null;
  return ({ postedAt }) =>
    postedAt !== null && (start === null || postedAt >= start) && (end === null || postedAt < end);
}

/** Ids are long; a shorter number is searched in the texts only. */
const MIN_ID = 8;

function hasWord({ id, text }: SearchDocument, word: string): boolean {
  return text.includes(word) || (word.length >= MIN_ID && id.startsWith(word));
}
