import { alignSequences } from '../copies/compare/align.ts';
import { tokenizeForDiff } from '../copies/compare/diff-tokens.ts';
import { slotKind, type TemplateText } from '../copies/compare/template-slots.ts';
import type { Slot } from '../post.ts';

/** A part of a form: fixed text, or a slot with the value that each text has there. */
type FormPart = { text: string; slot: null } | { text: string; slot: Slot };

/** What the texts of a group have in common, in the words of the first. */
export interface TemplateForm {
  /** In reading order; joined they are the first text. */
  parts: FormPart[];
  /** Ids of the texts that have most of the fixed parts, the first included. */
  followers: string[];
  /** Number of texts that were compared. */
  compared: number;
}

/** A piece of the first text is fixed when this share of the texts has it. */
const FIXED_SHARE = 0.7;
/** A text follows the form when it has this share of the fixed pieces. */
const FOLLOWS_SHARE = 0.6;
/** Texts that are compared at most. */
const MAX_TEXTS = 120;
/** Length of a label of a slot, in UTF-16 code units. */
const MAX_LABEL = 24;
/** A slot has the kind of this share of its values. */
const MAIN_KIND_SHARE = 0.9;
/** A form has at least so many fixed words. */
const LEAST_WORDS = 6;
/** Between two slots of words, so few fixed words are one slot with them. */
const FEW_WORDS = 2;
const IS_WORD = /[\p{L}\p{N}]/u;
/** Of scripts without spaces a piece is one character: about half a word. */
const IS_CHARACTER =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Find the form that texts share although some of them depart from it: a piece is fixed when most texts have it.
 * Of a strict template it gives the same slots as `findSlots`.
 *
 * @param most texts that are compared at most: the earliest; time grows with their number times their length
 * @returns `null` for less than two texts, or when less than six words are fixed
 */
export function templateForm(all: readonly TemplateText[], most = MAX_TEXTS): TemplateForm | null {
  const texts = all.slice(0, most);
  const [first, ...others] = texts;
  if (!first || others.length === 0) return null;
  const numbers = new Map<string, number>();
  const model = tokenizeForDiff(first.text, numbers);
  const aligned = others.map(({ id, text }) => {
    const tokens = tokenizeForDiff(text, numbers);
    return { id, tokens: tokens.text, to: alignSequences(model.key, tokens.key) };
  });

  const size = model.text.length;
  const words = model.text.map((piece) => (IS_CHARACTER.test(piece) ? 0.5 : IS_WORD.test(piece) ? 1 : 0));
  const fixed = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    let having = 1;
    for (const { to } of aligned) if ((to[i] as number) >= 0) having++;
    fixed[i] = having >= FIXED_SHARE * texts.length ? 1 : 0;
  }
  joinScattered(model.text, words, fixed);
  const countFixed = (has: (i: number) => boolean) => {
    let count = 0;
    for (let i = 0; i < size; i++) if (fixed[i] && has(i)) count += words[i] as number;
    return count;
  };
  const total = countFixed(() => true);
  if (total < LEAST_WORDS) return null;

  const following = aligned.filter(
    ({ to }) => countFixed((i) => (to[i] as number) >= 0) >= FOLLOWS_SHARE * total,
  );
  if (following.length === 0) return null;
  return {
    parts: toParts(first.id, model.text, fixed, following),
    followers: [first.id, ...following.map(({ id }) => id)],
    compared: texts.length,
  };
}

/** The text before a slot on its line, as its label: `TP1:`; `null` if there are only signs, or another slot. */
export function slotLabel(parts: readonly FormPart[], index: number): string | null {
  const before = parts[index - 1];
  if (!before || before.slot) return null;
  const label = before.text
    .slice(before.text.lastIndexOf('\n') + 1)
    .replace(/[\s~≈:：=–—(（$-]+$/u, '')
    .trim();
  return IS_WORD.test(label) && label.length <= MAX_LABEL ? label : null;
}

/** Makes a few fixed words between two changing passages part of them: a form has fixed lines, not scattered words. */
function joinScattered(pieces: string[], words: number[], fixed: Uint8Array): void {
  for (let i = 0; i < pieces.length; ) {
    if (!fixed[i]) {
      i++;
      continue;
    }
    let stop = i;
    let held = 0;
    let breaks = false;
    while (stop < pieces.length && fixed[stop]) {
      held += words[stop] as number;
      if ((pieces[stop] as string).includes('\n')) breaks = true;
      stop++;
    }
    const inside = i > 0 && stop < pieces.length && !breaks;
    if (inside && (held === 0 || (held <= FEW_WORDS && wordsAround(i, stop)))) fixed.fill(0, i, stop);
    i = stop;
  }

  /** True if at least two words change on both sides: then a fixed word between them is chance. */
  function wordsAround(from: number, to: number): boolean {
    let [before, after] = [0, 0];
    for (let i = from - 1; i >= 0 && !fixed[i]; i--) before += words[i] as number;
    for (let i = to; i < pieces.length && !fixed[i]; i++) after += words[i] as number;
    return before >= 2 && after >= 2;
  }
}

interface Aligned {
  id: string;
  tokens: string[];
  to: Int32Array;
}

function toParts(firstId: string, pieces: string[], fixed: Uint8Array, texts: Aligned[]): FormPart[] {
  const parts: FormPart[] = [];
  /** Per text, the first of its pieces that no slot has yet. */
  const next = texts.map(() => 0);
  for (let i = 0; i < pieces.length; ) {
    let stop = i;
    while (stop < pieces.length && fixed[stop] === fixed[i]) stop++;
    const text = pieces.slice(i, stop).join('');
    if (fixed[i]) {
      // Other texts may put words inside a fixed passage; they belong to no slot.
      for (const [n, { to }] of texts.entries())
        for (let p = i; p < stop; p++) if ((to[p] as number) >= 0) next[n] = (to[p] as number) + 1;
      parts.push({ text, slot: null });
    } else {
      const values: [string, string][] = [[firstId, text.trim()]];
      for (const [n, { id, tokens, to }] of texts.entries()) {
        let end = tokens.length;
        for (let p = stop; p < pieces.length; p++)
          if (fixed[p] && (to[p] as number) >= 0) {
            end = to[p] as number;
            break;
          }
        const from = Math.min(next[n] as number, end);
        values.push([id, tokens.slice(from, end).join('').trim()]);
        next[n] = end;
      }
      parts.push({ text, slot: { kind: commonKind(values), values } });
    }
    i = stop;
  }
  return parts.map((part) =>
    part.slot && sameEverywhere(part.slot) ? { text: part.text, slot: null } : part,
  );
}

/** True for a slot of nothing but spaces, or with one value in all texts. */
const sameEverywhere = ({ values }: Slot): boolean => new Set(values.map(([, value]) => value)).size === 1;

/** The kind of nearly all values; with several kinds they are words. */
function commonKind(values: [string, string][]): Slot['kind'] {
  const counts = new Map<Slot['kind'], number>();
  const filled = values.filter(([, value]) => value !== '');
  for (const [, value] of filled) counts.set(slotKind(value), (counts.get(slotKind(value)) ?? 0) + 1);
  for (const [kind, count] of counts) if (count >= MAIN_KIND_SHARE * filled.length) return kind;
  return 'words';
}
