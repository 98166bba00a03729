/** The style sheet that all strips share: made once, adopted by every root. */
import tokens from '../../components/tokens.css?inline';
import style from './strip.css?inline';

let made: CSSStyleSheet[] | null = null;

function write(sheet: CSSStyleSheet, dark: boolean): void {
  // The tokens speak of the document's root; in a shadow root that is the host.
  const scheme = dark ? ':host { color-scheme: dark !important }' : '';
  sheet.replaceSync(tokens.replaceAll(':root', ':host') + style + scheme);
}

// Not at load: the build imports this module where there is no document.
function sheets(): CSSStyleSheet[] {
  if (made) return made;
  const sheet = new CSSStyleSheet();
  write(sheet, false);
  made = [sheet];
  return made;
}

/** Puts the shared style into a strip's root. */
export function dress(root: ShadowRoot): void {
  root.adoptedStyleSheets = sheets();
}

/** Turns every strip on the page dark or light at once. */
export function setDark(on: boolean): void {
  for (const sheet of sheets()) write(sheet, on);
}
