import { BIT } from '../fingerprint/common-words.ts';
import { isSlotWord } from './slot-words.ts';
import type { TextComparison } from './text-comparison.ts';

/** What makes two texts one form: lines that do not change, slots that are filled anew, free text between. */

/** A text of which this share occurs in the other is hardly edited. */
const UNEDITED = 0.9;

/** Free text: both differ for at least so many words, and for this share of the shorter text in all. */
const FREE_WORDS = 6;
const FREE_SHARE = 0.15;

/** Fixed lines with slots are at least this share of the shorter and of the longer text … */
const FIXED_OF_SHORTER = 0.4;
const FIXED_OF_LONGER = 0.25;
const FIXED_SLOTS = 3;
const FIXED_EVIDENCE = 50 * BIT;
/** … or one block of at least three lines with two slots refilled, or with four slots refilled, has this weight … */
const BLOCK_LINES = 3;
const BLOCK_SLOTS = 2;
const BLOCK_EVIDENCE = 60 * BIT;
const UNLINED_SLOTS = 4;
const UNLINED_EVIDENCE = 100 * BIT;
/** … or lines in several places begin alike, with slots refilled, and have this weight … */
const SLOT_LINES = 4;
const SLOT_LINE_EVIDENCE = 15 * BIT;
const SLOT_LINES_EVIDENCE = 80 * BIT;
/** … or three separate passages have this weight, with this share of the weight of both texts in the same order. */
const SCATTERED_PASSAGES = 3;
const SCATTERED_EVIDENCE = 60 * BIT;
const SCATTERED_PASSAGE_EVIDENCE = 10 * BIT;
const SCATTERED_BY_WEIGHT = 0.4;
/** For the last rule, a smaller share is enough when three lines or more begin alike, or three slots are refilled. */
const FORM_BY_WEIGHT = 0.32;

/** Whether two texts that are mostly the same differ in the slots of a form, not by edits. */
export function differAsForm(c: TextComparison): boolean {
  return isRefilled(c) || differInSlotWords(c) || differInFreeText(c);
}

/** At least a third of the slots at the same place are filled differently: two of them, or one where little else differs. */
export function isRefilled({ otherSlots, sameSlots, ofShorter }: TextComparison): boolean {
  return 2 * otherSlots >= sameSlots && (otherSlots > 1 || (otherSlots === 1 && ofShorter >= UNEDITED));
}

/** Every word that differs is a coin's code or name, or a day. */
function differInSlotWords({ x, y, to }: TextComparison): boolean {
  const [n, m] = [x.words.length, y.words.length];
  // In a text in capitals every word would look like a code.
  if (2 * x.codes.length > n || 2 * y.codes.length > m) return false;
  const [codesX, codesY] = [new Set(x.codes), new Set(y.codes)];
  const matched = new Uint8Array(m);
  for (let i = 0; i < n; i++) {
    if ((to[i] as number) >= 0) matched[to[i] as number] = 1;
    else if (!codesX.has(i) && !isSlotWord(x.words[i] as number)) return false;
  }
  return matched.every((hit, j) => hit === 1 || codesY.has(j) || isSlotWord(y.words[j] as number));
}

/** The texts differ by whole sentences, in two places or beside a refilled slot: more than an edit. */
function differInFreeText({ passages, otherSlots, x, y }: TextComparison): boolean {
  let [free, edited, places] = [0, 0, 0];
  let [endX, endY] = [0, 0];
  const part = (startX: number, startY: number) => {
    const both = Math.min(startX - endX, startY - endY);
    if (both >= FREE_WORDS) {
      free += both;
      places++;
    } else edited += Math.max(startX - endX, startY - endY);
  };
  for (const passage of passages) {
    part(passage.x, passage.y);
    edited += passage.xEnd - passage.x - passage.size;
    [endX, endY] = [passage.xEnd, passage.yEnd];
  }
  part(x.words.length, y.words.length);
  return free > edited && free >= FREE_SHARE * x.words.length && (places > 1 || otherSlots > 0);
}

/** Whether two texts that mostly differ are one form with free text. */
export function isFormWithFreeText(c: TextComparison): boolean {
  return hasFixedLines(c) || hasFixedBlock(c) || hasSlotLines(c) || hasScatteredLines(c);
}

/** A good part of both is fixed lines with refilled slots. */
function hasFixedLines({ refilled, evidence, passageWords, x, y }: TextComparison): boolean {
  return (
    refilled >= FIXED_SLOTS &&
    evidence >= FIXED_EVIDENCE &&
    passageWords >= FIXED_OF_SHORTER * x.words.length &&
    passageWords >= FIXED_OF_LONGER * y.words.length
  );
}

/** Both texts have one block of fixed lines with refilled slots, whatever is around it. */
function hasFixedBlock({ passages }: TextComparison): boolean {
  return passages.some(
    ({ evidence, refilled, lines }) =>
      (evidence >= BLOCK_EVIDENCE && refilled >= BLOCK_SLOTS && lines >= BLOCK_LINES) ||
      (evidence >= UNLINED_EVIDENCE && refilled >= UNLINED_SLOTS),
  );
}

/** Several lines begin alike and have slots that are refilled, in two places or more. */
function hasSlotLines({ passages }: TextComparison): boolean {
  let [places, lines, refilled, evidence] = [0, 0, 0, 0];
  for (const passage of passages) {
    if (passage.lines === 0 || passage.evidence < SLOT_LINE_EVIDENCE) continue;
    places++;
    lines += passage.lines;
    refilled += passage.refilled;
    evidence += passage.evidence;
  }
  return places > 1 && lines >= SLOT_LINES && refilled >= FIXED_SLOTS && evidence >= SLOT_LINES_EVIDENCE;
}

/** Both texts have several fixed lines in the same order, with other text between them. */
function hasScatteredLines({ passages, otherSlots, sameSlots, evidence, byWeight }: TextComparison): boolean {
  if (evidence < SCATTERED_EVIDENCE || otherSlots < sameSlots) return false;
  const lines = passages.reduce((sum, passage) => sum + passage.lines, 0);
  const telling = passages.filter((passage) => passage.evidence >= SCATTERED_PASSAGE_EVIDENCE).length;
  const isFormed = lines >= BLOCK_LINES || otherSlots >= FIXED_SLOTS;
  return telling >= SCATTERED_PASSAGES && byWeight >= (isFormed ? FORM_BY_WEIGHT : SCATTERED_BY_WEIGHT);
}
