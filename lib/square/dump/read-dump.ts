/** Reads text dumps: the plain text of Square's pages. */
import type { RawPost } from '../../post.ts';
import { isArticleLabel, isPinnedLabel, isPlaceholder } from '../labels.ts';
import { findProfileHeaders, type Header, parseProfileHeader } from '../profile-header.ts';
import { createDumpPost, type Dump } from './dump-types.ts';
import { isPostDump, readPostDump } from './read-post-dump.ts';
import { findRepeatedTexts, isBlank, joinLines, type RepeatedText } from './repeated-text.ts';

const TAG = /(?:^|\s)[$#][\p{L}\p{N}_]/u;
const SENTENCE = /[.!?。！？…]["”’)\]]?$/u;

/** True if a line is text of a post and not a label: it is long, has a tag, or is a sentence. */
const isProse = (line: string) =>
  line.length >= 80 || TAG.test(line) || (line.length >= 30 && SENTENCE.test(line));
/** The same for places near invitations and footers, which are sentences too. */
const isSurelyProse = (line: string) => line.length >= 120 || TAG.test(line);

/**
 * The lines between two posts: a post without a flat copy, if any, followed by the labels of the next post.
 */
interface Gap {
  stray: string[];
  labels: string[];
}

function gapOf(lines: readonly string[], prose: (line: string) => boolean): Gap {
  const first = lines.findIndex((line) => prose(line.trim()));
  // After a post has begun, a short sentence continues it; a label does not.
  const last =
    first < 0
      ? -1
      : lines.findLastIndex((line, i) => i >= first && (prose(line.trim()) || SENTENCE.test(line.trim())));
  const labels = lines.slice(last + 1).map((line) => line.trim());
  return { stray: lines.slice(0, last + 1), labels: labels.filter((label) => !isPlaceholder(label)) };
}

/** Labels before the first post: they begin with tabs, which cannot be distinguished from unknown labels. */
function firstLabels(labels: string[]): string[] {
  const named = labels.findIndex((label) => isPinnedLabel(label) || isArticleLabel(label));
  return named < 0 ? [] : labels.slice(named);
}

/**
 * Infers labels in languages that our table lacks. A label that is first in the gaps of the first posts (two
 * or more) and of no later post means "pinned". One that is last in the gap of every article (two or more),
 * and of nothing else, means "article".
 */
function inferLabels(
  gaps: readonly string[][],
  repeats: readonly RepeatedText[],
): { pin: string | null; article: string | null } {
  const opening = gaps[1]?.[0] ?? null;
  // A single label before an article probably means "article".
  const second = repeats[1]?.titled && gaps[1]?.length === 1 ? null : opening;
  const run = gaps.findIndex((labels, i) => i > 0 && labels[0] !== second);
  const later = run < 0 ? [] : gaps.slice(run);
  const pin =
    second !== null && gaps[0]?.includes(second) && !later.some((labels) => labels.includes(second));

  const ends = (titled: boolean) =>
    gaps.filter((_, i) => repeats[i]?.titled === titled).map((labels) => labels.at(-1));
  const [article, ...others] = ends(true);
  const all = article !== undefined && others.length > 0 && others.every((label) => label === article);
  return { pin: pin ? second : null, article: all && !ends(false).includes(article) ? article : null };
}

function readListDump(
  lines: readonly string[],
  repeats: readonly RepeatedText[],
  header: Header | null,
): Dump {
  const author = { name: header?.name ?? null, handle: null };
  const top = header?.end ?? 0;
  const gaps = repeats.map(({ flat: flatLine }, i) =>
    gapOf(
      lines.slice(repeats[i - 1]?.end ?? top, flatLine),
      i > 0 ? isProse : header ? () => false : isSurelyProse,
    ),
  );
  const inferred = inferLabels(
    gaps.map(({ labels }) => labels),
    repeats,
  );
  const isPin = (label: string) => isPinnedLabel(label) || label === inferred.pin;
  const isArticle = (label: string) => isArticleLabel(label) || label === inferred.article;

  const posts: RawPost[] = [];
  const looseLabels: string[] = [];
  const add = (stray: readonly string[]) => {
    if (!stray.every(isBlank)) posts.push(createDumpPost(joinLines(stray), { author }));
  };
  for (const [i, repeat] of repeats.entries()) {
    const { stray, labels } = gaps[i] as Gap;
    add(stray);
    const own = i === 0 ? firstLabels(labels) : labels;
    looseLabels.push(...own.filter((label) => /\p{L}/u.test(label) && !isPin(label) && !isArticle(label)));
    const shown = lines.slice(repeat.start, repeat.end);
    const pinned = labels.some(isPin);
    posts.push(
      createDumpPost(joinLines(repeat.titled ? shown.slice(1) : shown) + repeat.rest.trimEnd(), {
        author,
        kind: repeat.titled ? 'article' : 'post',
        title: repeat.titled ? (shown[0]?.trim() ?? null) : null,
        excerpt: repeat.titled,
        labels: { pinned, factCheck: null, sentiment: null },
      }),
    );
  }
  // The footer follows the last post, unless text follows directly.
  const tail = lines.slice(repeats.at(-1)?.end ?? 0);
  const next = tail.find((line) => !isBlank(line))?.trim() ?? '';
  if (isSurelyProse(next)) add(gapOf(tail, isSurelyProse).stray);
  const profile = header && { name: header.name, counts: header.counts };
  return { surface: 'profile', profile, posts, looseLabels };
}

/** Splits a dump into pages: a profile header below a post begins the next page. */
function pagesOf(lines: readonly string[]): (readonly string[])[] {
  const starts = [0];
  for (const head of findProfileHeaders(lines)) {
    const before = lines.slice(starts.at(-1), head);
    if (findRepeatedTexts(before).length > 0 || before.some((line) => isSurelyProse(line.trim())))
      starts.push(head);
  }
  return starts.map((start, i) => lines.slice(start, starts[i + 1]));
}

/**
 * Reads the text of one or more Square pages. Independent of the language: copies are found by comparing
 * texts, a profile header by its structure; a small table of words only names labels.
 * @param text as extracted; line endings and a byte order mark do not matter
 * @returns for several pages, all posts with the author of their own page, and surface and header of the
 * first page
 */
export function readDump(text: string): Dump {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const [first, ...others] = pagesOf(lines).map(readPage) as [Dump, ...Dump[]];
  return {
    ...first,
    posts: [first, ...others].flatMap(({ posts }) => posts),
    looseLabels: [first, ...others].flatMap(({ looseLabels }) => looseLabels),
  };
}

function readPage(lines: readonly string[]): Dump {
  const all = findRepeatedTexts(lines);
  const found = parseProfileHeader(lines);
  // Above the end of the header, only the name may occur twice: otherwise the numbers belong to posts.
  const isName = ({ flat: flatLine, start, end }: RepeatedText, head: Header) =>
    end <= head.end && end === start + 1 && lines[flatLine]?.trim() === head.name;
  const isHead = (head: Header) => all.every((repeat) => repeat.flat >= head.end || isName(repeat, head));
  const header = found && isHead(found) ? found : null;
  const repeats = all.filter((repeat) => repeat.flat >= (header?.end ?? 0));
  if (header === null && isPostDump(lines, repeats)) return readPostDump(lines);
  return readListDump(lines, repeats, header);
}
