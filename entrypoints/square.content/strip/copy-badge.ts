/** The copy badge: one short line about the copies of this post; it opens the copy panel. */
import { badgeAuthor, chooseBadgeMessage } from '../../../components/choose-badge-message.ts';
import type { CopyAnnotation } from '../../../lib/post.ts';
import { h, isolatedText, type Press, withNodes } from '../dom/elements.ts';

/**
 * Creates the badge.
 * @param open opens or closes the copy panel
 */
export function copyBadge(note: CopyAnnotation, press: Press, open: () => void): HTMLButtonElement {
  const className = note.rank === 'first' ? 'badge first' : note.sameAuthor ? 'badge own' : 'badge';
  const words = withNodes(chooseBadgeMessage(note), isolatedText(badgeAuthor(note)));
  return press({ class: className, 'aria-expanded': 'false' }, open, h('span', {}, words));
}
