/** The copy badge: one short line about the copies of this post; it opens the copy panel. */
import { formatCount, formatDuration } from '../../../components/format.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { Author, CopyAnnotation } from '../../../lib/post.ts';
import { h, isolatedText, NODE_PLACEHOLDER, type Press, withNodes } from '../dom/elements.ts';

/** Label of an author in a line of text: the handle, which is unique, else the name. */
export const authorLabel = ({ handle, name }: Author): string =>
  handle ? `@${handle.replace(/^@/, '')}` : (name ?? t('strip_somebody'));

/** Text of the badge. It differs for repeats by the same author and copies by other authors. */
function badgeText(note: CopyAnnotation): DocumentFragment | string {
  const later = note.lag === null ? null : formatDuration(note.lag);
  if (note.rank === 'first')
    return note.authors === 1 ? formatCount('strip_own_first', note.size) : t('strip_first', note.size);
  if (note.kind === 'template' && note.size > 2) return formatCount('strip_template', note.size);
  if (note.sameAuthor) {
    const key = note.kind === 'template' ? 'strip_own_template' : 'strip_own';
    return later ? t(`${key}_later`, later) : t(key);
  }
  const other = isolatedText(authorLabel(note.other.author));
  if (note.rank === 'unknown') return withNodes(t('strip_same_as', NODE_PLACEHOLDER), other);
  const key = note.kind === 'excerpt' ? 'strip_excerpt_of' : 'strip_copy_of';
  return withNodes(later ? t(`${key}_later`, NODE_PLACEHOLDER, later) : t(key, NODE_PLACEHOLDER), other);
}

/**
 * Creates the badge.
 * @param open opens or closes the copy panel
 */
export function copyBadge(note: CopyAnnotation, press: Press, open: () => void): HTMLButtonElement {
  const look = note.rank === 'first' ? 'badge first' : note.sameAuthor ? 'badge own' : 'badge';
  return press({ class: look, 'aria-expanded': 'false' }, open, h('span', {}, badgeText(note)));
}
