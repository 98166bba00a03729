/**
 * Keeps the events on our strips from the page. The page must not know which button was clicked; and in Firefox
 * `originalTarget`, `explicitOriginalTarget` and `rangeParent` of an event are nodes inside a closed shadow root, from
 * which a script gets at everything in it (measured in Firefox ESR 153: docs/threat-model.md).
 *
 * The content script runs at `document_start`, so these listeners are the first on the window: an event on a strip
 * is stopped before any listener of the page, and handed to the strip.
 */

import type { PointerHistory } from './pointer-history.ts';
import { insideOf, isOurHost } from './shadow-host.ts';

/** Every event that a user can cause on a strip and that leaves a shadow root. */
const GUARDED_EVENTS = [
  ...['click', 'auxclick', 'dblclick', 'contextmenu', 'wheel', 'DOMMouseScroll', 'MozMousePixelScroll'],
  ...['down', 'up', 'move', 'over', 'out', 'enter', 'leave'].flatMap((what) => [
    `mouse${what}`,
    `pointer${what}`,
  ]),
  ...['pointerrawupdate', 'gotpointercapture', 'lostpointercapture'],
  ...['touchstart', 'touchmove', 'touchend', 'touchcancel'],
  ...['keydown', 'keyup', 'keypress', 'beforeinput', 'input'],
  ...['focus', 'blur', 'focusin', 'focusout', 'DOMActivate'],
  ...['selectstart', 'copy', 'cut', 'paste'],
  ...['dragstart', 'drag', 'dragend', 'dragenter', 'dragover', 'dragleave', 'drop'],
];

/** Firefox only. */
interface InnerTargets {
  originalTarget?: EventTarget | null;
  explicitOriginalTarget?: EventTarget | null;
}

/** Our host that a node is, or is inside of. */
function hostOf(target: EventTarget | null | undefined): HTMLElement | null {
  if (!(target instanceof Node)) return null;
  if (isOurHost(target)) return target as HTMLElement;
  const root = target.getRootNode();
  return root instanceof ShadowRoot && isOurHost(root.host) ? (root.host as HTMLElement) : null;
}

/** What an event hit in a shadow root. At the window its own target is the host. */
function targetInside(root: ShadowRoot, event: Event): Element | null {
  if (!(event instanceof MouseEvent) || event.detail === 0) return root.activeElement;
  // The topmost: the status lies over the tickers.
  return root.elementFromPoint(event.clientX, event.clientY)?.closest('button') ?? null;
}

/** Starts to guard the window. Never stops: strips may stay on the page after the extension was removed. */
export function guardEvents(history: PointerHistory): void {
  const guard = (event: Event) => {
    const { originalTarget, explicitOriginalTarget } = event as Event & InnerTargets;
    const host = hostOf(event.target) ?? hostOf(originalTarget) ?? hostOf(explicitOriginalTarget);
    history.note(event, host);
    if (!host) return;
    event.stopImmediatePropagation();
    const inside = insideOf(host);
    inside?.listener.onEvent(event, event.type === 'click' ? targetInside(inside.root, event) : null);
  };
  for (const name of GUARDED_EVENTS) addEventListener(name, guard, { capture: true, passive: true });
}
