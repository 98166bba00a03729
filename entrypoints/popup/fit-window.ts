/** Fits the popup into its window. */
import { browser } from '../../lib/browser.ts';

/** A window below this size, in px, is one that the browser has not sized yet. */
const MIN_SIZE = 200;
/** Time, in ms, after which the size of the window is taken as settled. */
const SETTLE_MS = 150;

/**
 * A popup's window takes the size of its content, up to a limit that page zoom and small screens make smaller: then the
 * content takes the size of the window. (Not by CSS alone: a size relative to the window would let both shrink.) In a
 * tab, as in Firefox for Android, the content fills it.
 */
export async function fitWindow(root: HTMLElement, body: HTMLElement): Promise<void> {
  if (await browser.tabs.getCurrent()) {
    body.classList.add('in-tab');
    return;
  }
  const adapt = () => {
    const { style } = root;
    for (const side of ['width', 'height']) style.removeProperty(`--popup-${side}`);
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = root;
    if (Math.min(clientWidth, clientHeight) < MIN_SIZE) return;
    if (scrollHeight > clientHeight) style.setProperty('--popup-height', `${clientHeight}px`);
    // Measured without the scroll bar that appears when the height is too large.
    if (scrollWidth > clientWidth) style.setProperty('--popup-width', `${root.clientWidth}px`);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const adaptSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(adapt, SETTLE_MS);
  };
  addEventListener('resize', adaptSoon);
  adaptSoon();
}
