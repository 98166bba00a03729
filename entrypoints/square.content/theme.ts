/** The page's colours, dark or light: as the page says it, else as its ground is painted. No layout is asked for. */
import { getAttribute } from '../../lib/square/page/safe-dom-read.ts';
import { pageBody, pageRoot } from './safe.ts';

/** Attributes in which pages say their theme. */
const SAYING = ['data-theme', 'data-color-mode', 'theme', 'class', 'style'];
/** `dark`, `theme-dark`, `dark-mode`; not `font-light`, not `dark:bg-black`. */
const WORD = /^(?:theme[-_])?(dark|light)(?:[-_](?:theme|mode))?$/i;

/** @returns what the page's root elements say, or `null` when they say nothing. */
export function saidTheme(roots: Element[]): 'dark' | 'light' | null {
  for (const root of roots) {
    for (const name of SAYING) {
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

/** True for a colour darker than middle grey. @param colour as computed: `rgb(24, 26, 32)`; no alpha 0. */
export function isDark(colour: string): boolean | null {
  const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined || alpha === 0) return null;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

function paintedDark(roots: Element[]): boolean {
  for (const root of [...roots].reverse()) {
    const dark = isDark(getComputedStyle(root).backgroundColor);
    if (dark !== null) return dark;
  }
  // Nothing painted: the browser's own ground, which is dark only where the page asks for it.
  return roots[0] !== undefined && /^dark/.test(getComputedStyle(roots[0]).colorScheme);
}

/**
 * Follows the page's theme.
 * @param tell hears at once whether it is dark, and again when it may have changed.
 */
export function followTheme(signal: AbortSignal, tell: (dark: boolean) => void): void {
  const say = () => {
    const roots = [pageRoot(), pageBody()].filter((root) => root !== null);
    // Again each time: a page may replace its body.
    for (const root of roots)
      watch.observe(root, { attributes: true, attributeFilter: SAYING, childList: root === pageRoot() });
    const said = saidTheme(roots);
    tell(said ? said === 'dark' : paintedDark(roots));
  };
  const watch = new MutationObserver(say);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', say, { signal });
  signal.addEventListener('abort', () => watch.disconnect());
  say();
}
