import type { Slot } from '../../post.ts';
import { alignSequences } from './align.ts';
import { tokenizeForDiff } from './diff-tokens.ts';

/** Slots given at most; a text that differs in more places is no template. */
const MAX_SLOTS = 50;

const NUMBER = /^[~≈<>+-]?[$€£¥₹₫]?[\p{Nd}][\p{Nd}.,:/]*(?:[kmbtx%]|usdt?|st|nd|rd|th)?[%$€₫]?$/iu;
const DATE =
  /^(?:\p{Nd}{1,4}([./-])\p{Nd}{1,2}\1\p{Nd}{1,4}|\p{Nd}{1,2}\/\p{Nd}{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:\s+\p{Nd}{1,4})?(?:st|nd|rd|th)?|\p{Nd}{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|\p{Nd}{1,2}月(?:\p{Nd}{1,2}日)?)$/iu;
const LINK = /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\S*$/i;
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{RI}|\p{EMod}|\p{Default_Ignorable_Code_Point}|\u20e3|\s)+$/u;
const TICKER = /^\$[\p{L}\p{N}_.]+$|^[A-Z0-9]{2,10}$/u;

/** What kind of thing a slot's value is. */
export function slotKind(value: string): Slot['kind'] {
  if (LINK.test(value)) return 'link';
  if (DATE.test(value)) return 'date';
  if (NUMBER.test(value)) return 'number';
  if (TICKER.test(value)) return 'ticker';
  if (/^#[\p{L}\p{N}_]+$/u.test(value)) return 'hashtag';
  if (/^@[\p{L}\p{N}_.-]+$/u.test(value)) return 'mention';
  if (EMOJI.test(value)) return 'emoji';
  return 'words';
}

/** A text with the id under which its slot values are given. */
export interface TemplateText {
  id: string;
  text: string;
}

/**
 * The places where texts of one template differ, in reading order, and what each text says there ('' for
 * nothing). Texts are compared with the first; time grows with their number times their length.
 */
export function findSlots(texts: readonly TemplateText[]): Slot[] {
  const [first, ...others] = texts;
  if (!first || others.length === 0) return [];
  const numbers = new Map<string, number>();
  const model = tokenizeForDiff(first.text, numbers);
  const size = model.text.length;
  const alignedTexts = others.map(({ id, text }) => {
    const filled = tokenizeForDiff(text, numbers);
    return { id, text: filled.text, to: alignSequences(model.key, filled.key) };
  });

  // changed[i]: some text changes piece i of the first; grows[i]: some text puts words before it.
  const changed = new Uint8Array(size + 1);
  const grows = new Uint8Array(size + 1);
  for (const { text, to } of alignedTexts) {
    let next = 0;
    for (let i = 0; i < size; i++) {
      if ((to[i] as number) < 0) changed[i] = 1;
      else {
        if ((to[i] as number) > next) grows[i] = 1;
        next = (to[i] as number) + 1;
      }
    }
    if (next < text.length) grows[size] = 1;
  }

  const found: Slot[] = [];
  for (let i = 0; i <= size && found.length < MAX_SLOTS; i++) {
    if (!changed[i] && !grows[i]) continue;
    let stop = i;
    while (stop < size && changed[stop]) stop++;
    const values: [string, string][] = [[first.id, model.text.slice(i, stop).join('').trim()]];
    for (const { id, text, to } of alignedTexts) values.push([id, valueBetween(text, to, i, stop).trim()]);
    i = Math.max(i, stop);
    if (
      values.every(([, value]) => value === '' || !/[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(value))
    ) {
      continue;
    }
    found.push({ kind: commonKind(values.map(([, value]) => value)), values });
  }
  return found;
}

/** What a text says in place of pieces `start` to `stop` of the first. */
function valueBetween(text: string[], to: Int32Array, start: number, stop: number): string {
  let from = start - 1;
  while (from >= 0 && (to[from] as number) < 0) from--;
  let until = stop;
  while (until < to.length && (to[until] as number) < 0) until++;
  const begin = from < 0 ? 0 : (to[from] as number) + 1;
  return text.slice(begin, until < to.length ? to[until] : text.length).join('');
}

function commonKind(values: string[]): Slot['kind'] {
  const kinds = new Set(values.filter((value) => value !== '').map(slotKind));
  const [only] = kinds;
  return kinds.size === 1 && only ? only : 'words';
}
