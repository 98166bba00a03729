/** Style sheets shared by all strips. Each is created once and adopted by the shadow roots that need it. */
import tokens from '../../../components/styles/tokens.css?inline';
import type { Ground } from '../page/page-theme.ts';
import panel from '../strip/panel.css?inline';
import style from '../strip/strip.css?inline';

/** Created for the first strip, and only once: parsing it costs as much time as ten strips. */
let ofStrips: CSSStyleSheet | null = null;
let ofPanels: CSSStyleSheet | null = null;
let ground: Ground = { dark: false, own: false };

/**
 * Puts the values of the tokens into a sheet. No custom property is left in it: the page could set one on the host, or
 * register one, and draw the strip invisible or load a picture when a rule applies.
 */
function withTokens(css: string): string {
  const values = new Map(
    [...(tokens + style).matchAll(/(--[\w-]+):\s*([^;}]+)/g)].map(([, name, value]) => [name, value]),
  );
  const resolve = (text: string): string =>
    text.replace(/var\((--[\w-]+)\)/g, (_, name) => resolve(values.get(name) ?? 'initial'));
  return resolve(css);
}

function fillSheet(sheet: CSSStyleSheet): void {
  const scheme = ground.dark ? ':host { color-scheme: dark !important }' : '';
  const own = ground.own
    ? '.strip { margin-inline-end: 0; padding-block: 2px; padding-inline: 8px 4px; border-radius: 8px; background: var(--card) }'
    : '';
  sheet.replaceSync(withTokens(style + own) + scheme);
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
    ofPanels.replaceSync(withTokens(panel));
  }
  root.adoptedStyleSheets = [stripSheet(), ofPanels];
}

/** Draws all present and future strips for another ground. */
export function setGround(next: Ground): void {
  if (next.dark === ground.dark && next.own === ground.own) return;
  ground = next;
  if (ofStrips) fillSheet(ofStrips);
}
