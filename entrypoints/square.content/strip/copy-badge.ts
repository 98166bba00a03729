/** The copy badge: one short line that says how this post's text repeats, and opens to the evidence. */
import { formatCount, formatDuration } from '../../../components/format.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { Author, CopyAnnotation } from '../../../lib/post.ts';
import { h, isolatedText, NODE_PLACEHOLDER, type Press, withNodes } from '../dom/elements.ts';

/** How an author is called in a line: the handle, which cannot be imitated, else the name. */
export const authorLabel = ({ handle, name }: Author): string =>
  handle ? `@${handle.replace(/^@/, '')}` : (name ?? t('strip_somebody'));

/** The badge's words. A repeat by the same author is said differently from a copy across authors. */
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

/** @param open opens or closes the evidence. */
export function copyBadge(note: CopyAnnotation, press: Press, open: () => void): HTMLButtonElement {
  const look = note.rank === 'first' ? 'badge first' : note.sameAuthor ? 'badge own' : 'badge';
  return press({ class: look, 'aria-expanded': 'false' }, open, h('span', {}, badgeText(note)));
}
