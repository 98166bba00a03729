/** Checks that a click comes from the user and hits a visible button. */

import { elementAt } from './safe-document.ts';

/** Decides whether to act on an event on our host. A parameter, so that unit tests can click buttons. */
export type ClickGuard = (event: Event, host: HTMLElement) => boolean;

/**
 * True for a real click or key press on a host as we created it: not dispatched by a script, not covered by
 * another element, not made invisible, without an added style. Forces layout: call it for clicks only.
 */
export const isTrustedClick: ClickGuard = (event, host) => {
  if (event.isTrusted !== true || !host.isConnected) return false;
  if (host.hasAttribute('style')) {
    // We never set a style on the host: something else moved or hid the strip.
    host.removeAttribute('style');
    return false;
  }
  if (!host.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  // A key press produces a click at 0,0; a pointer must have hit the host itself.
  if (!(event instanceof MouseEvent) || event.detail === 0) return true;
  return elementAt(event.clientX, event.clientY) === host;
};
