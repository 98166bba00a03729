/** The elements that are ours in the page: one host a post, found again by us and by a later instance. */
import { all, attr, isElement } from '../../lib/square/nodes.ts';
import { make } from './safe.ts';
import { dress } from './sheet.ts';

/** Marks a host, so that the instance after an update can take away what this one left. Says nothing of us. */
const MARK = 'data-rv4';

const own = new WeakSet<Node>();

/** What the page must not hear of: it would open the post, or act on a key. */
const OURS_ALONE = [
  ...['auxclick', 'dblclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'keydown', 'keyup', 'keypress'],
];
const keep = (event: Event) => event.stopPropagation();

/** The rest is kept from the page once somebody comes near: most strips are never touched. */
function guard(event: Event): void {
  for (const name of OURS_ALONE) event.currentTarget?.addEventListener(name, keep, { passive: true });
}

/** Makes a host with its closed root. */
export function makeHost(): { host: HTMLElement; root: ShadowRoot } {
  const host = make('div');
  host.setAttribute(MARK, '');
  own.add(host);
  const root = host.attachShadow({ mode: 'closed' });
  dress(root);
  root.addEventListener('click', keep);
  root.addEventListener('pointerover', guard, { once: true });
  root.addEventListener('focusin', guard, { once: true });
  return { host, root };
}

/** True for a host this instance made. */
export const isOwn = (node: Node): boolean => own.has(node);

/** True for a host that is not ours: an older instance's, or a copy the page made (its root is empty). */
export const isStray = (node: Node): node is Element =>
  isElement(node) && !own.has(node) && attr(node, MARK) !== null;

/** Takes away hosts that are not ours. @returns how many. */
export function clearStrays(root: Node): number {
  const strays = all(root, `[${MARK}]`).filter((node) => !own.has(node));
  for (const node of strays) Element.prototype.remove.call(node);
  return strays.length;
}
