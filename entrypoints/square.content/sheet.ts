/** The style sheets that all strips share: made once, adopted by every root. */
import tokens from '../../components/tokens.css?inline';
import style from './strip.css?inline';

interface Sheets {
  base: CSSStyleSheet;
  dark: CSSStyleSheet;
}

let made: Sheets | null = null;

// Not at load: the build imports this module where there is no document.
function sheets(): Sheets {
  if (made) return made;
  made = { base: new CSSStyleSheet(), dark: new CSSStyleSheet() };
  // The tokens speak of the document's root; in a shadow root that is the host.
  made.base.replaceSync(tokens.replaceAll(':root', ':host') + style);
  made.dark.replaceSync(':host { color-scheme: dark !important }');
  made.dark.disabled = true;
  return made;
}

/** Puts the shared style into a strip's root. */
export function dress(root: ShadowRoot): void {
  const { base, dark } = sheets();
  root.adoptedStyleSheets = [base, dark];
}

/** Turns every strip on the page dark or light at once. */
export function setDark(on: boolean): void {
  sheets().dark.disabled = !on;
}
