/** What a badge says about the copies of a post, in the strip and in the popup. */
import { t } from '../lib/i18n/translate.ts';
import type { Author, CopyAnnotation } from '../lib/post.ts';
import { bidiIsolate, formatCount, formatDuration } from './format.ts';

/** Stands for the other author's name in a badge's text: each page puts it there in its own way. */
export const AUTHOR_PLACE = '\ufffc';

/** Label of an author in a line of text: the handle, which is unique, else the name. */
export const authorLabel = ({ handle, name }: Author): string =>
  handle ? `@${handle.replace(/^@/, '')}` : (name ?? t('strip_somebody'));

/** Text of the badge, with `AUTHOR_PLACE` for a name. It differs for repeats by the same author and by others. */
export function copyBadgeText(note: CopyAnnotation): string {
  const later = note.lag === null ? null : formatDuration(note.lag);
  if (note.rank === 'first')
    return note.authors === 1 ? formatCount('strip_own_first', note.size) : t('strip_first', note.size);
  if (note.kind === 'template' && note.size > 2) return formatCount('strip_template', note.size);
  if (note.sameAuthor) {
    const key = note.kind === 'template' ? 'strip_own_template' : 'strip_own';
    return later ? t(`${key}_later`, later) : t(key);
  }
  if (note.rank === 'unknown') return t('strip_same_as', AUTHOR_PLACE);
  const key = note.kind === 'excerpt' ? 'strip_excerpt_of' : 'strip_copy_of';
  return later ? t(`${key}_later`, AUTHOR_PLACE, later) : t(key, AUTHOR_PLACE);
}

/** Text of the badge with the name in it, isolated from the direction of the sentence. */
export const copyBadgeLine = (note: CopyAnnotation): string =>
  copyBadgeText(note).replace(AUTHOR_PLACE, () => bidiIsolate(authorLabel(note.other.author)));
