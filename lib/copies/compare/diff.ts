import { alignSequences } from './align.ts';
import { type DiffTokens, tokenizeForDiff } from './diff-tokens.ts';

/** Word-level differences between two texts, in time that hostile texts cannot blow up. */

/** A run of text: in both, only in the first (`here`), only in the second (`there`). */
export interface DiffRun {
  op: 'same' | 'here' | 'there';
  text: string;
}

/**
 * Compare two texts word by word (character by character in unsegmented scripts).
 *
 * @returns Runs in reading order. `same` and `here` joined give `a`; `same` and `there` give `b` up to spaces,
 *   since a flattened line break is no difference. Two different texts may share nothing: then there is one
 *   `here` and one `there`. Never throws; time is linear in the texts times a constant of edits.
 */
export function diff(a: string, b: string): DiffRun[] {
  const keys = new Map<string, number>();
  const left = tokenizeForDiff(a, keys);
  const right = tokenizeForDiff(b, keys);
  return toRuns(left, right, alignSequences(left.key, right.key));
}

/** Join pieces into runs; a space alone between two changes joins them, so that a rewritten phrase is one run. */
function toRuns(left: DiffTokens, right: DiffTokens, kept: Int32Array): DiffRun[] {
  const out: DiffRun[] = [];
  let here = '';
  let there = '';
  const flush = () => {
    if (here !== '') out.push({ op: 'here', text: here });
    if (there !== '') out.push({ op: 'there', text: there });
    here = '';
    there = '';
  };

  let j = 0;
  for (let i = 0; i < left.text.length; ) {
    const to = kept[i] as number;
    if (to < 0) {
      here += left.text[i++];
      continue;
    }
    while (j < to) there += right.text[j++];
    let same = '';
    let other = '';
    while (i < left.text.length && kept[i] === j) {
      same += left.text[i++];
      other += right.text[j++];
    }
    const more = i < left.text.length || j < right.text.length;
    if (same.trim() === '' && here !== '' && there !== '' && more) {
      here += same;
      there += other;
    } else {
      flush();
      const last = out.at(-1);
      if (last?.op === 'same') last.text += same;
      else out.push({ op: 'same', text: same });
    }
  }
  while (j < right.text.length) there += right.text[j++];
  flush();
  return out;
}
