/**
 * Detects whether the page is dark or light: from its attributes, or from its background color. Does not
 * force layout.
 */
import { getAttribute } from '../../../lib/square/page/safe-dom-read.ts';
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

/**
 * True if the color is darker than middle gray; `null` if it is transparent or not readable.
 * @param colour a computed color: `rgb(24, 26, 32)`
 */
export function isDark(colour: string): boolean | null {
  const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined || alpha === 0) return null;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

function isBackgroundDark(roots: Element[]): boolean {
  for (const root of [...roots].reverse()) {
    const dark = isDark(getComputedStyle(root).backgroundColor);
    if (dark !== null) return dark;
  }
  // No background is painted: the browser's default applies, which is dark only if the page asks for it.
  return roots[0] !== undefined && /^dark/.test(getComputedStyle(roots[0]).colorScheme);
}

/**
 * Follows the page's theme.
 * @param onChange called at once, and again whenever the theme may have changed
 */
export function followTheme(signal: AbortSignal, onChange: (dark: boolean) => void): void {
  const update = () => {
    const roots = [pageRoot(), pageBody()].filter((root) => root !== null);
    // Repeated after each change, because a page may replace its body.
    for (const root of roots)
      watch.observe(root, {
        attributes: true,
        attributeFilter: THEME_ATTRIBUTES,
        childList: root === pageRoot(),
      });
    const declared = declaredTheme(roots);
    onChange(declared ? declared === 'dark' : isBackgroundDark(roots));
  };
  const watch = new MutationObserver(update);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', update, { signal });
  signal.addEventListener('abort', () => watch.disconnect());
  update();
}
