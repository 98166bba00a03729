import type { CopyKind } from '../../post.ts';
import type { Settings } from '../../settings.ts';

export type Strictness = Settings['strictness'];

/** `normal`: least share of the shorter text's words, "about half" as the setting says. Ours. */
const NORMAL_MIN_SCORE = 0.5;

/**
 * Whether a match is shown under posts. `strict`: the same words; `normal`: at least half of the shorter text; `loose`:
 * all that the library calls copies. What is stored and listed does not depend on it.
 */
export function isShown(strictness: Strictness, { kind, score }: { kind: CopyKind; score: number }): boolean {
  if (strictness === 'strict') return kind === 'exact';
  return strictness === 'loose' || score >= NORMAL_MIN_SCORE;
}
