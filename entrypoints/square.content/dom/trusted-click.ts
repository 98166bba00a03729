/** Whether a click is the user's own, on a button the user can see. */

import { elementAt } from './safe-document.ts';

/** Says of an event on our host whether to act on it. Handed in, so that a unit test can press buttons. */
export type ClickGuard = (event: Event, host: HTMLElement) => boolean;

/**
 * True for a real click or key on a host as we made it: not sent by a script, not under another element, not made
 * invisible, no style put on it. Looks at the layout, so it is for clicks only.
 */
export const isTrustedClick: ClickGuard = (event, host) => {
  if (event.isTrusted !== true || !host.isConnected) return false;
  if (host.hasAttribute('style')) {
    // We never put one there: somebody moved or hid the strip.
    host.removeAttribute('style');
    return false;
  }
  if (!host.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  // A key press clicks at 0,0; a pointer must have hit the host itself.
  if (!(event instanceof MouseEvent) || event.detail === 0) return true;
  return elementAt(event.clientX, event.clientY) === host;
};
