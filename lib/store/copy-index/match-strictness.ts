/** Which of the texts alike count as copies, by the user's setting. */
import { byStrength } from '../../copies/compare/decide-copy.ts';
import type { Post } from '../../post.ts';
import type { Settings } from '../../settings.ts';
import type { Match, SearchResult, StoredCopyIndex } from './stored-copy-index.ts';

export type Strictness = Settings['strictness'];

/** `loose`: least share of the shorter text's words, "about half" as the setting says. Ours. */
const LOOSE_MIN_SCORE = 0.45;

/**
 * The matches of a post that count, strongest first. `strict`: the same words; `normal`: all that the copy index calls
 * copies; `loose`: also texts of which about half the words are the same.
 */
export function matchesForStrictness(
  strictness: Strictness,
  finder: StoredCopyIndex,
  post: Pick<Post, 'id' | 'text' | 'title'>,
  { found, compared: others }: Pick<SearchResult, 'found' | 'compared'>,
): Match[] {
  if (strictness === 'normal') return found;
  if (strictness === 'strict') return found.filter(({ kind }) => kind === 'exact');
  const matchedIds = new Set(found.map(({ id }) => id));
  const weaker = others.flatMap(({ id, record }): Match[] => {
    const likeness = matchedIds.has(id) ? null : finder.groupLikeness(post, record);
    return likeness && likeness.score >= LOOSE_MIN_SCORE ? [{ id, ...likeness, record }] : [];
  });
  return [...found, ...weaker.sort(byStrength)];
}
