/**
 * Finds tags that the text asks about or announces: "Which one do you hold? $SOL $XRP", or a list below its
 * heading.
 */

import type { LayoutPart } from './post-layout.ts';
import type { ProseSpan, TagRun } from './tag-runs.ts';

/**
 * Words that ask the reader to choose. A question mark alone is not enough: many posts end in a question
 * before their trailing tags.
 */
const CHOICE =
  /\b(?:which|choose|pick|vote|who will|where (?:does|will)|your (?:favou?rite|bet)|best (?:coin|buy|one)|versus|vs|cu[aá]l|qual|quale|quelle?|welche[rs]?|hangi(?:si)?|nào|mana)\b|哪|选择|選擇|投票|как(?:ой|ую|ая|ие)|яку|який|أي (?:عملة|واحدة|منها)|어떤|どれ|どの/iu;
/** Words that make a heading a poll, however it ends. */
const POLL =
  /\b(?:poll|vote|encuesta|votad?|enquete|votem?|anket|oy ver|sondage|umfrage|bình chọn)\b|投票|опрос|голосуй|голосован|استطلاع|صوّ?ت/iu;
const ENDS_AS_QUESTION = /[?？؟:：👇⬇↓][^\p{L}\p{N}]*$/u;
const ENDS_AS_HEADING = /[:：👇⬇↓][^\p{L}\p{N}]*$/u;
/** Number of characters of a sentence to examine. */
const NEAR = 160;

/**
 * Codes in lists that the text asks about or announces.
 * @param onlyAnnounced leaves out those that it only asks about: where a text discusses other codes, a question before
 * its trailing tags is an appeal
 */
export function codesInLists({ text, split }: LayoutPart, onlyAnnounced: boolean): Map<string, TagRun> {
  const listed = new Map<string, TagRun>();
  let after = 0;
  for (let i = 0; i < split.runs.length; i++) {
    const run = split.runs[i] as TagRun;
    while ((split.pieces[after]?.end ?? Number.POSITIVE_INFINITY) <= run.start) after++;
    const sentence = endOfSentence(text, lastWords(text, split.pieces, after - 1), run);
    const isPoll = POLL.test(sentence);
    if (!isPoll && !ENDS_AS_QUESTION.test(sentence)) continue;
    const lines = [run];
    while (isNextLine(lines.at(-1) as TagRun, split.runs[i + 1])) lines.push(split.runs[++i] as TagRun);
    const onePerLine = lines.length > 1 && lines.every((line) => codesOf(line).size === 1);
    const asked = !onlyAnnounced && CHOICE.test(sentence) && ENDS_AS_QUESTION.test(sentence);
    const announced = (isPoll || ENDS_AS_HEADING.test(sentence)) && onePerLine;
    const codes = new Map(lines.flatMap((line) => [...codesOf(line)].map((code) => [code, line])));
    if ((asked || announced) && codes.size > 1) for (const [code, line] of codes) listed.set(code, line);
  }
  return listed;
}

const WORD = /[\p{L}\p{N}]/u;

/** The last piece up to an index that has a word in it: the marks of a list's lines (`🅰️ $SOL`) have none. */
function lastWords(text: string, pieces: readonly ProseSpan[], index: number): ProseSpan | undefined {
  for (let i = index; i >= 0; i--) {
    const piece = pieces[i] as ProseSpan;
    if (WORD.test(text.slice(piece.start, piece.end))) return piece;
  }
  return undefined;
}

/** The end of the sentence before a tag run, on its line or the line before; '' if there is no text. */
function endOfSentence(text: string, piece: ProseSpan | undefined, run: TagRun): string {
  if (!piece || piece.paragraph < run.paragraph - 1) return '';
  return text.slice(Math.max(piece.start, piece.end - NEAR), piece.end);
}

const isNextLine = (run: TagRun, next: TagRun | undefined): boolean =>
  next?.alone === true && next.paragraph === run.paragraph + 1;

const codesOf = (run: TagRun): Set<string> =>
  new Set(run.tokens.filter((token) => token.kind === 'cashtag').map((token) => token.key));

/**
 * The code that is the whole first paragraph, while others follow in later tag runs ("$LAB" above a trade
 * plan, riders below it). Used only if no code is in a sentence.
 */
export function leadingCode({ split }: LayoutPart): string | null {
  const [first, ...rest] = split.runs;
  if (first?.paragraph !== 1) return null;
  const [code, another] = codesOf(first);
  if (code === undefined || another !== undefined) return null;
  return rest.some((run) => [...codesOf(run)].some((other) => other !== code)) ? code : null;
}
