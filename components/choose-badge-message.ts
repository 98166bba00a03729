/**
 * Which message the copy badge shows, in the strip and in the popup. The words are in public/_locales (`strip_…`,
 * `copies_…`).
 */
import { t } from '../lib/i18n/translate.ts';
import type { Author, CopyAnnotation } from '../lib/post.ts';
import { bidiIsolate, formatCount, formatDuration, formatPercent } from './format.ts';

/** Stands for a name in a message: the strip inserts a node there, the popup text. */
export const NAME_PLACEHOLDER = '\ufffc';

/** A match of this score is called a copy; a lower one by its score. Ours. */
const COPY_SCORE = 0.9;
/** The least score at which two texts are called the same. Ours. */
const SAME_SCORE = 0.95;

/** Label of an author in a line of text: the handle, which is unique, else the name. */
export const authorLabel = (author: Author): string => knownName(author) ?? t('strip_somebody');

const knownName = ({ handle, name }: Author): string | null =>
  handle ? `@${handle.replace(/^@/, '')}` : name?.trim() || null;

/** The name for `NAME_PLACEHOLDER`: that of the first for a template, else of the post that this one repeats. */
export function badgeAuthor({ kind, first, other }: CopyAnnotation): string {
  return knownName((kind === 'template' && first ? first : other).author) ?? t('strip_unknown_post');
}

/**
 * Chooses the message of the badge by the kind, score and order of a match; `NAME_PLACEHOLDER` stands for the author's
 * name. It claims no more than is known: "copy" from a score of 90 %, "same text" from 95 %, an order only where there
 * is evidence for one.
 */
export function chooseBadgeMessage(note: CopyAnnotation): string {
  const { kind, rank, score, size, authors, sameAuthor, first } = note;
  if (kind === 'template') {
    const named = first && knownName(first.author) ? t('strip_template_first', NAME_PLACEHOLDER) : null;
    return joined(
      formatCount('strip_template', size),
      authors > 0 ? formatCount('authors_count', authors) : null,
      rank === 'first' ? t('strip_member_first') : named,
    );
  }
  if (rank === 'first') return authors === 1 ? formatCount('strip_own_first', size) : t('strip_first', size);
  const later = rank === 'copy' && note.lag !== null ? t('copies_later', formatDuration(note.lag)) : null;
  if (kind === 'figures')
    return joined(sameAuthor ? t('strip_own_figures') : t('strip_figures', NAME_PLACEHOLDER), later);
  if (score < COPY_SCORE)
    return sameAuthor
      ? t('strip_own_match', formatPercent(score))
      : t('strip_match', NAME_PLACEHOLDER, formatPercent(score));
  if (sameAuthor) return joined(t('strip_own'), later);
  if (kind === 'excerpt') return joined(t('strip_excerpt_of', NAME_PLACEHOLDER), later);
  if (rank === 'copy') return joined(t('strip_copy_of', NAME_PLACEHOLDER), later);
  return score < SAME_SCORE
    ? t('strip_match', NAME_PLACEHOLDER, formatPercent(score))
    : t('strip_same_as', NAME_PLACEHOLDER);
}

const joined = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' · ');

/** Text of the badge with the name in it, isolated from the direction of the sentence. */
export const copyBadgeLine = (note: CopyAnnotation): string =>
  chooseBadgeMessage(note).replace(NAME_PLACEHOLDER, () => bidiIsolate(badgeAuthor(note)));
