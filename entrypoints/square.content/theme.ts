/** The page's colours, dark or light: as the page says it, else as its ground is painted. No layout is asked for. */

/** Attributes in which pages say their theme. */
const SAYING = ['data-theme', 'data-color-mode', 'theme', 'class', 'style'];
/** `dark`, `theme-dark`, `dark-mode`; not `font-light`, not `dark:bg-black`. */
const WORD = /^(?:theme[-_])?(dark|light)(?:[-_](?:theme|mode))?$/i;

/** @returns what the page's root elements say, or `null` when they say nothing. */
export function saidTheme(page: Document): 'dark' | 'light' | null {
  for (const root of [page.documentElement, page.body]) {
    for (const name of SAYING) {
      const raw = root?.getAttribute(name) ?? '';
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

function paintedDark(page: Document): boolean {
  for (const root of [page.body, page.documentElement]) {
    const dark = root && isDark(getComputedStyle(root).backgroundColor);
    if (dark !== null) return dark;
  }
  // Nothing painted: the browser's own ground, which is dark only where the page asks for it.
  return /^dark/.test(getComputedStyle(page.documentElement).colorScheme);
}

/**
 * Follows the page's theme.
 * @param tell hears at once whether it is dark, and again after every change.
 */
export function followTheme(
  signal: AbortSignal,
  tell: (dark: boolean) => void,
  page: Document = document,
): void {
  const say = () => {
    const said = saidTheme(page);
    tell(said ? said === 'dark' : paintedDark(page));
  };
  const watch = new MutationObserver(say);
  for (const root of [page.documentElement, page.body]) {
    if (root) watch.observe(root, { attributes: true, attributeFilter: SAYING });
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', say, { signal });
  signal.addEventListener('abort', () => watch.disconnect());
  say();
}
