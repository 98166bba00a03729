/** Checks that a click comes from the user and hits a button that the user can see. */

import { parentElement, querySelector, tagName } from '../../../lib/square/page/safe-dom-read.ts';
import { elementAt, elementsAt, isOver, pageBody, pageRoot } from './safe-document.ts';

/** Decides whether to act on an event on our host. A parameter, so that unit tests can click buttons. */
export type ClickGuard = (event: Event, host: HTMLElement, button: HTMLElement) => boolean;

/** Least opacity of everything around the strip, multiplied. */
const MIN_OPACITY = 0.5;
/** Maximum scale of a button on the screen, up or down: enough for every zoom, too little for clickjacking. */
const SCALES = { min: 0.4, max: 4 };

/**
 * True for a real click or key press on a host as we created it: not dispatched by a script, drawn about as large as we
 * made it, not made invisible by anything around it, not covered by anything painted. Forces layout: call it for clicks
 * only.
 */
export const isTrustedClick: ClickGuard = (event, host, button) => {
  if (event.isTrusted !== true || !host.isConnected) return false;
  if (host.hasAttribute('style')) {
    // We never set a style on the host: something else moved or hid the strip.
    host.removeAttribute('style');
    return false;
  }
  if (!host.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  if (!isDrawnToScale(button) || !isShownByAncestors(host)) return false;
  const { x, y } = pointOf(event, button);
  return elementAt(x, y) === host && !isPaintedOver(host, x, y);
};

/** Where a click hit; a key press hits the middle of the button that has the focus. */
function pointOf(event: Event, button: Element): { x: number; y: number } {
  if (event instanceof MouseEvent && event.detail > 0) return { x: event.clientX, y: event.clientY };
  const { left, top, width, height } = button.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

function isDrawnToScale(button: HTMLElement): boolean {
  const { width, height } = button.getBoundingClientRect();
  const scales = [width / button.offsetWidth, height / button.offsetHeight];
  return !scales.some((scale) => scale < SCALES.min || scale > SCALES.max);
}

/** False when an ancestor's opacity, filter, mask or blending makes the strip hard to see. */
function isShownByAncestors(host: Element): boolean {
  let opacity = 1;
  for (let at = parentElement(host); at; at = parentElement(at)) {
    const style = getComputedStyle(at);
    opacity *= Number(style.opacity || 1);
    // Readers recolor whole pages with a filter or a blend of the root: what hides there hides the page.
    const isRoot = at === pageBody() || at === pageRoot();
    if (opacity < MIN_OPACITY || !isClearFilter(style.filter, isRoot)) return false;
    if ((style.maskImage || 'none') !== 'none') return false;
    if (!isRoot && (style.mixBlendMode || 'normal') !== 'normal') return false;
  }
  return true;
}

const amount = (value: string) => Number.parseFloat(value) / (value.trim().endsWith('%') ? 100 : 1);
/** Filters that can hide, and the amounts that do not. The others (`hue-rotate`, `sepia` …) only change colors. */
const CLEAR: { [filter: string]: (value: string) => boolean } = {
  opacity: (value) => amount(value) >= MIN_OPACITY,
  brightness: (value) => amount(value) >= 0.4 && amount(value) <= 2.5,
  contrast: (value) => amount(value) >= 0.5,
  // Half inverted, everything is gray.
  invert: (value) => Math.abs(amount(value) - 0.5) > 0.2,
  blur: (value) => amount(value) <= 1,
};

function isClearFilter(filter: string, isRoot: boolean): boolean {
  if (filter === '' || filter === 'none') return true;
  // The effect of an SVG filter is unknown. Dark mode extensions use one, on the root.
  if (/url\(/.test(filter) && !isRoot) return false;
  return [...filter.matchAll(/([a-z-]+)\(([^()]*)\)/g)].every(
    ([, name, value]) => CLEAR[name as string]?.(value as string) ?? true,
  );
}

/** Lets every element of the page be hit, whatever its own style is. */
const HIT_ALL = '*, ::before, ::after { pointer-events: auto !important }';
/** Elements that paint something of their own. */
const REPLACED = 'img,video,canvas,iframe,svg,input,button';

/**
 * True when something is painted over the strip that lets clicks through (`pointer-events: none`). For the moment of
 * the look a style sheet lets everything be hit; no script of the page runs meanwhile.
 */
function isPaintedOver(host: Element, x: number, y: number): boolean {
  // A copy: the list itself is live.
  const sheets = [...document.adoptedStyleSheets];
  const hitAll = new CSSStyleSheet();
  hitAll.replaceSync(HIT_ALL);
  let stack: Element[];
  try {
    document.adoptedStyleSheets = [...sheets, hitAll];
    stack = elementsAt(x, y);
  } finally {
    document.adoptedStyleSheets = sheets;
  }
  const above = stack.slice(0, stack.indexOf(host));
  return !stack.includes(host) || [...above, ...stubborn(x, y)].some(paints);
}

/** Elements at a point whose own style attribute wins over a sheet. Their place in the stack is not known. */
function stubborn(x: number, y: number): Element[] {
  const found = Document.prototype.querySelectorAll.call(
    document,
    '[style*="pointer-events"][style*="important"]',
  );
  return [...found].filter(
    (element) => isOver(element, x, y) && getComputedStyle(element).pointerEvents === 'none',
  );
}

const hasColor = (color: string) => !/^transparent$|(?:,|\/)\s*0(?:\.0\d*)?%?\s*\)$/.test(color);

function paints(element: Element): boolean {
  const style = getComputedStyle(element);
  if (style.visibility === 'hidden' || Number(style.opacity || 1) < 0.05) return false;
  if (REPLACED.split(',').includes(tagName(element)) || querySelector(element, REPLACED)) return true;
  if (hasColor(style.backgroundColor) || style.backgroundImage !== 'none') return true;
  if ((style.backdropFilter || 'none') !== 'none') return true;
  if ((element.textContent ?? '').trim() !== '') return true;
  return ['::before', '::after'].some(
    (pseudo) => !['none', 'normal', ''].includes(getComputedStyle(element, pseudo).content),
  );
}
