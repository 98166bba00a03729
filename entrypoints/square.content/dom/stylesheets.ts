/** The styles that all strips share: each sheet is made once, and adopted by every root that needs it. */
import tokens from '../../../components/styles/tokens.css?inline';
import panel from '../strip/panel.css?inline';
import style from '../strip/strip.css?inline';

/** Reading it costs the page as much as ten strips do: not before the first strip, and once. */
let ofStrips: CSSStyleSheet | null = null;
let ofPanels: CSSStyleSheet | null = null;
let dark = false;

function fillSheet(sheet: CSSStyleSheet): void {
  // The tokens speak of the document's root; in a shadow root that is the host.
  const scheme = dark ? ':host { color-scheme: dark !important }' : '';
  sheet.replaceSync(tokens.replaceAll(':root', ':host') + style + scheme);
}

// Not at load: the build imports this module where there is no document.
function stripSheet(): CSSStyleSheet {
  if (ofStrips) return ofStrips;
  ofStrips = new CSSStyleSheet();
  fillSheet(ofStrips);
  return ofStrips;
}

/** Puts the shared style into a strip's root. */
export function adoptStripStyles(root: ShadowRoot): void {
  root.adoptedStyleSheets = [stripSheet()];
}

/** Puts the style of panels into the root of a strip that opens one. */
export function adoptPanelStyles(root: ShadowRoot): void {
  if (!ofPanels) {
    ofPanels = new CSSStyleSheet();
    ofPanels.replaceSync(panel);
  }
  root.adoptedStyleSheets = [stripSheet(), ofPanels];
}

/** Turns every strip on the page, and those to come, dark or light at once. */
export function setDarkMode(on: boolean): void {
  if (on === dark) return;
  dark = on;
  if (ofStrips) fillSheet(ofStrips);
}
