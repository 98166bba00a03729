/** Style sheets shared by all strips. Each is created once and adopted by the shadow roots that need it. */
import tokens from '../../../components/styles/tokens.css?inline';
import panel from '../strip/panel.css?inline';
import style from '../strip/strip.css?inline';

/** Created for the first strip, and only once: parsing it costs as much time as ten strips. */
let ofStrips: CSSStyleSheet | null = null;
let ofPanels: CSSStyleSheet | null = null;
let dark = false;

function fillSheet(sheet: CSSStyleSheet): void {
  // The tokens are defined on `:root`; in a shadow root that is `:host`.
  const scheme = dark ? ':host { color-scheme: dark !important }' : '';
  sheet.replaceSync(tokens.replaceAll(':root', ':host') + style + scheme);
}

// Not created when the module is loaded: the build imports it where there is no document.
function stripSheet(): CSSStyleSheet {
  if (ofStrips) return ofStrips;
  ofStrips = new CSSStyleSheet();
  fillSheet(ofStrips);
  return ofStrips;
}

/** Adopts the strip style sheet in a shadow root. */
export function adoptStripStyles(root: ShadowRoot): void {
  root.adoptedStyleSheets = [stripSheet()];
}

/** Adopts the panel style sheet in the shadow root of a strip that opens a panel. */
export function adoptPanelStyles(root: ShadowRoot): void {
  if (!ofPanels) {
    ofPanels = new CSSStyleSheet();
    ofPanels.replaceSync(panel);
  }
  root.adoptedStyleSheets = [stripSheet(), ofPanels];
}

/** Switches all present and future strips to the dark or the light theme. */
export function setDarkMode(on: boolean): void {
  if (on === dark) return;
  dark = on;
  if (ofStrips) fillSheet(ofStrips);
}
