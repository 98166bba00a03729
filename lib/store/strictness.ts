/** Which of the texts alike count as copies, by the user's setting. */
import { byStrength } from '../copies/compare/classify.ts';
import type { Post } from '../post.ts';
import type { Settings } from '../settings.ts';
import type { Finder, Found, Search } from './finder.ts';

export type Strictness = Settings['strictness'];

/** `loose`: least share of the shorter text's words, "about half" as the setting says. Ours. */
const ABOUT_HALF = 0.45;

/**
 * The matches of a post that count, strongest first. `strict`: the same words; `normal`: all that the copy index calls
 * copies; `loose`: also texts of which about half the words are the same.
 */
export function counted(
  strictness: Strictness,
  finder: Finder,
  post: Pick<Post, 'id' | 'text' | 'title'>,
  { found, others }: Pick<Search, 'found' | 'others'>,
): Found[] {
  if (strictness === 'normal') return found;
  if (strictness === 'strict') return found.filter(({ kind }) => kind === 'exact');
  const sure = new Set(found.map(({ id }) => id));
  const weaker = others.flatMap(({ id, record }): Found[] => {
    const tie = sure.has(id) ? null : finder.kinship(post, record);
    return tie && tie.score >= ABOUT_HALF ? [{ id, ...tie, record }] : [];
  });
  return [...found, ...weaker.sort(byStrength)];
}
