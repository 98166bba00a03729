/** What a badge says about the copies of a post, in the strip and in the popup. */
import { t } from '../lib/i18n/translate.ts';
import type { Author, CopyAnnotation } from '../lib/post.ts';
import { bidiIsolate, formatCount, formatDuration, formatPercent } from './format.ts';

/** Stands for the other author's name in a badge's text: each page puts it there in its own way. */
export const AUTHOR_PLACE = '\ufffc';

/** A match of this score is called a copy; a lower one by its score. Ours. */
const COPY_SCORE = 0.9;
/** The least score at which two texts are called the same. Ours. */
const SAME_SCORE = 0.95;

/** Label of an author in a line of text: the handle, which is unique, else the name. */
export const authorLabel = (author: Author): string => knownName(author) ?? t('strip_somebody');

const knownName = ({ handle, name }: Author): string | null =>
  handle ? `@${handle.replace(/^@/, '')}` : name?.trim() || null;

/** The name for `AUTHOR_PLACE`: that of the first for a template, else of the post that this one repeats. */
export function badgeAuthor({ kind, first, other }: CopyAnnotation): string {
  return knownName((kind === 'template' && first ? first : other).author) ?? t('strip_unknown_post');
}

/**
 * Text of the badge, with `AUTHOR_PLACE` for a name. It claims no more than is known: a copy from 90 % on, the same
 * text from 95 % on, an order only where there is evidence for one.
 */
export function copyBadgeText(note: CopyAnnotation): string {
  const { kind, rank, score, size, authors, sameAuthor, first } = note;
  if (kind === 'template') {
    const named = first && knownName(first.author) ? t('strip_template_first', AUTHOR_PLACE) : null;
    return joined(
      formatCount('strip_template', size),
      authors > 0 ? formatCount('authors_count', authors) : null,
      rank === 'first' ? t('strip_member_first') : named,
    );
  }
  if (rank === 'first') return authors === 1 ? formatCount('strip_own_first', size) : t('strip_first', size);
  const later = rank === 'copy' && note.lag !== null ? t('copies_later', formatDuration(note.lag)) : null;
  if (kind === 'figures')
    return joined(sameAuthor ? t('strip_own_figures') : t('strip_figures', AUTHOR_PLACE), later);
  if (score < COPY_SCORE)
    return sameAuthor
      ? t('strip_own_match', formatPercent(score))
      : t('strip_match', AUTHOR_PLACE, formatPercent(score));
  if (sameAuthor) return joined(t('strip_own'), later);
  if (kind === 'excerpt') return joined(t('strip_excerpt_of', AUTHOR_PLACE), later);
  if (rank === 'copy') return joined(t('strip_copy_of', AUTHOR_PLACE), later);
  return score < SAME_SCORE
    ? t('strip_match', AUTHOR_PLACE, formatPercent(score))
    : t('strip_same_as', AUTHOR_PLACE);
}

const joined = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' · ');

/** Text of the badge with the name in it, isolated from the direction of the sentence. */
export const copyBadgeLine = (note: CopyAnnotation): string =>
  copyBadgeText(note).replace(AUTHOR_PLACE, () => bidiIsolate(badgeAuthor(note)));
