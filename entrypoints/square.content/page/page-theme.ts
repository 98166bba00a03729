/**
 * Detects the background color behind the strips: as it is painted now, since a dark mode extension paints over what the
 * page declares; only where nothing is painted, from the page's attributes. Does not force layout.
 */
import { getAttribute, parentElement } from '../../../lib/square/page/safe-dom-read.ts';
import { pageBody, pageRoot } from '../dom/safe-document.ts';

/** Attributes in which pages declare their theme. */
const THEME_ATTRIBUTES = ['data-theme', 'data-color-mode', 'theme', 'class', 'style'];
/** Matches `dark`, `theme-dark`, `dark-mode`; not `font-light`, not `dark:bg-black`. */
const WORD = /^(?:theme[-_])?(dark|light)(?:[-_](?:theme|mode))?$/i;

/** @returns the theme that the root elements declare, or `null` if they declare none */
export function declaredTheme(roots: Element[]): 'dark' | 'light' | null {
  for (const root of roots) {
    for (const name of THEME_ATTRIBUTES) {
      const raw = getAttribute(root, name) ?? '';
      const words = name === 'style' ? (/color-scheme\s*:([^;]*)/i.exec(raw)?.[1] ?? '') : raw;
      for (const word of words.split(/\s+/)) {
        const found = WORD.exec(word)?.[1]?.toLowerCase();
        if (found) return found as 'dark' | 'light';
      }
    }
  }
  return null;
}

/** The ground of the strips, and how they must be drawn to be read on it. */
export interface Ground {
  dark: boolean;
  /** Neither dark nor light enough for our colors: the strip paints a ground of its own. */
  own: boolean;
}

/**
 * Luminance from which every color of the light theme has a contrast of 4.5 (its faintest ink is `--rider` or
 * `--ink-soft`, 0.115), and up to which every color of the dark theme has (faintest ink: 0.42).
 */
const LIGHT_FROM = 0.7;
const DARK_TO = 0.05;
/** Where black and white have the same contrast. */
const MIDDLE = 0.18;

/**
 * Relative luminance of a color, 0 to 1 (WCAG 2.2); `null` if it is transparent or not readable.
 * @param color a computed color: `rgb(24, 26, 32)` or `color(srgb 0.1 0.1 0.1)`
 */
export function luminance(color: string): number | null {
  const kind = /^(rgba?|color)\((srgb )?/.exec(color);
  if (!kind || (kind[1] === 'color' && !kind[2])) return null;
  const [red, green, blue, alpha = 1] = (color.slice(kind[0].length).match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(
    Number,
  );
  if (red === undefined || green === undefined || blue === undefined || alpha < 0.5) return null;
  const linear = (value: number) => {
    const part = kind[2] ? value : value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** How to draw strips on a ground of this luminance. */
export function groundOf(light: number): Ground {
  return { dark: light < MIDDLE, own: light < LIGHT_FROM && light > DARK_TO };
}

/** The ground painted nearest below an element. */
function paintedGround(start: Element | null): Ground | null {
  for (let at = start; at; at = parentElement(at)) {
    const light = luminance(getComputedStyle(at).backgroundColor);
    if (light !== null) return groundOf(light);
  }
  return null;
}

function groundNow(sample: Element | null): Ground {
  const roots = [pageRoot(), pageBody()].filter((root) => root !== null);
  const painted = paintedGround(sample) ?? paintedGround(pageBody());
  if (painted) return painted;
  const declared = declaredTheme(roots);
  // Nothing is painted: the browser's default applies, which is dark only if the page asks for it.
  const dark = declared
    ? declared === 'dark'
    : !!roots[0] && /^dark/.test(getComputedStyle(roots[0]).colorScheme);
  return { dark, own: false };
}

/** Interval, in ms, between checks of the background: a style sheet can change without an event. */
const TICK = 2_000;

/**
 * Follows the ground of the strips.
 * @param onChange called at once, and again whenever the ground may have changed
 * @param sample an element that contains a strip
 */
export function followGround(
  signal: AbortSignal,
  onChange: (ground: Ground) => void,
  sample: () => Element | null = () => null,
): void {
  const update = () => {
    // Repeated after each change, because a page may replace its body.
    for (const root of [pageRoot(), pageBody()])
      if (root) watch.observe(root, { attributes: true, childList: root === pageRoot() });
    onChange(groundNow(sample()));
  };
  const watch = new MutationObserver(update);
  const tick = setInterval(update, TICK);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', update, { signal });
  signal.addEventListener('abort', () => {
    watch.disconnect();
    clearInterval(tick);
  });
  update();
}
