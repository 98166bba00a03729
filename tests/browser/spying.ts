/**
 * What a hostile page can try, run by the page's own scripts: each probe returns what it read, as JSON. The same probe
 * must read the same of a post before and after it is saved, noted and tagged, and nothing of what is written there.
 */

import { homePosts } from '../replay/posts.ts';
import { replaySite } from '../replay/site.ts';
import type { Site } from './harness/network.ts';

export const NOTE = 'Zebra secret 4711';
export const TAG = 'insider-tip';

/** The post that is spied on: its strip has a badge and tickers, so a button that grows would begin a new row. */
export const richPost = homePosts.find(({ handle }) => handle === 'daily_chain')?.id as string;

/** Runs in the page. @param id the post that is spied on */
export function spy(id: string): { [probe: string]: unknown } {
  const card = document.querySelector(`[data-id="${id}"]`)?.closest('.feed-card') as HTMLElement;
  const host = card.querySelector('[data-rv4]') as HTMLElement;
  const place = host.parentElement as HTMLElement;
  const selection = getSelection() as Selection;
  const clear = () => selection.removeAllRanges();
  const find = (text: string) => {
    clear();
    const found = (window as unknown as { find(...a: unknown[]): boolean }).find(text, false, false, true);
    const node = selection.anchorNode;
    const seen = [found, selection.toString(), node?.getRootNode() instanceof ShadowRoot];
    clear();
    return seen;
  };
  const selected = (select: () => void) => {
    clear();
    select();
    const text = selection.toString();
    clear();
    return text;
  };
  /** Measures under a style on the strip's place, as a page can set one. */
  const under = <T>(style: string, look: () => T): T => {
    const old = place.getAttribute('style');
    place.style.cssText = style;
    const seen = look();
    if (old === null) place.removeAttribute('style');
    else place.setAttribute('style', old);
    return seen;
  };
  const size = () => {
    const { width, height } = host.getBoundingClientRect();
    return [
      width,
      height,
      host.offsetHeight,
      host.scrollWidth,
      host.scrollHeight,
      place.scrollWidth,
      place.scrollHeight,
    ];
  };
  const box = host.getBoundingClientRect();
  const points = [0.05, 0.3, 0.6, 0.9, 0.98].map((part) => [
    box.left + box.width * part,
    box.top + box.height / 2,
  ]);
  const styleOf = (pseudo?: string) => {
    const style = getComputedStyle(host, pseudo);
    return [...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
  };
  const probes: { [name: string]: () => unknown } = {
    'find: Saved': () => find('Saved'),
    'find: Save': () => find('Save'),
    'find: Removed': () => find('Removed'),
    'find: the note': () => find('Zebra secret 4711'),
    'find: a word of the note': () => find('Zebra'),
    'find: the tag': () => find('insider-tip'),
    'selection: the card': () => selected(() => selection.selectAllChildren(card)),
    'selection: the host': () => selected(() => selection.selectAllChildren(host)),
    'selection: everything': () => selected(() => document.execCommand('selectAll')),
    'selection: extended past the strip': () =>
      selected(() => {
        selection.collapse(place, 0);
        for (let n = 0; n < 40; n++) selection.modify('extend', 'forward', 'line');
      }),
    'selection: range text': () => {
      const range = document.createRange();
      range.selectNode(host);
      // Hundredths of a pixel: below, the position of the page changes the rounding.
      const round = (px: number) => Math.round(px * 100) / 100;
      return [
        range.toString(),
        ...[...range.getClientRects()].map((box) => [round(box.width), round(box.height)]),
      ];
    },
    'caret at points of the strip': () =>
      points.map(([x, y]) => {
        const caret = document.caretPositionFromPoint?.(x as number, y as number);
        return caret
          ? [caret.offsetNode.nodeName, caret.offset, caret.offsetNode.getRootNode() instanceof ShadowRoot]
          : null;
      }),
    'elements at points of the strip': () =>
      points.map(([x, y]) => document.elementsFromPoint(x as number, y as number).map((one) => one.nodeName)),
    'layout: as it is': size,
    'layout: max-content': () =>
      under('width:max-content !important;max-width:none !important;display:block !important', size),
    'layout: min-content': () =>
      under('width:min-content !important;min-width:0 !important;display:block !important', size),
    'layout: 90 px wide': () =>
      under('width:90px !important;min-width:0 !important;display:block !important', size),
    'layout: rows at each width': () =>
      Array.from({ length: 400 }, (_, i) =>
        under(
          `width:${150 + i}px !important;min-width:0 !important;display:block !important`,
          () => host.offsetHeight,
        ),
      ).join(),
    'layout: inline-block': () => under('display:inline-block !important', size),
    'layout: other fonts': () => under('font:40px monospace !important;letter-spacing:9px !important', size),
    'layout: right to left': () => under('direction:rtl !important;overflow:auto !important', size),
    'layout: columns': () => under('columns:3 !important', size),
    'layout: where the next thing begins': () => {
      const next = document.createElement('span');
      place.append(next);
      const { left, top } = next.getBoundingClientRect();
      const origin = place.getBoundingClientRect();
      next.remove();
      return [left - origin.left, top - origin.top];
    },
    'layout: boxes': () => [...host.getClientRects()].map(({ width, height }) => [width, height]),
    'shadow root': () => [host.shadowRoot, host.assignedSlot, host.childNodes.length],
    markup: () => host.outerHTML,
    'markup with shadow roots': () =>
      (host as unknown as { getHTML?(o: object): string }).getHTML?.({ serializableShadowRoots: true }) ?? '',
    serialized: () => new XMLSerializer().serializeToString(host),
    'a clone': () => (host.cloneNode(true) as HTMLElement).outerHTML,
    // biome-ignore lint/performance/useDomNodeTextContent: what the page sees of the layout is asked for
    'text of the card': () => [card.innerText, card.textContent],
    'nodes below': () => {
      const walker = document.createTreeWalker(card);
      let count = 0;
      while (walker.nextNode()) count++;
      return count;
    },
    'computed style': () => styleOf(),
    'computed style of ::before and ::after': () => [styleOf('::before'), styleOf('::after')],
    animations: () => [document.getAnimations().length, host.getAnimations({ subtree: true }).length],
    'style sheets': () => [document.styleSheets.length, document.adoptedStyleSheets.length],
    'CSS states': () =>
      [
        ':empty',
        ':has(*)',
        ':defined',
        ':focus',
        ':focus-within',
        ':target',
        ':not(:dir(ltr))',
        ':is([lang],[class],[id])',
      ].map((state) => host.matches(state)),
    focus: () => document.activeElement?.nodeName,
    'resource timing': () =>
      performance.getEntriesByType('resource').filter(({ name }) => /extension:/.test(name)).length,
    'global names': () => Object.keys(window).filter((name) => /feedglass|wxt/i.test(name)),
  };
  const read: { [probe: string]: unknown } = {};
  for (const [name, probe] of Object.entries(probes)) read[name] = probe();
  return read;
}

/** Runs in the page: writes down every event that names a strip or a node inside one, and every mutation. */
function listen(): void {
  const heard: string[] = [];
  Object.assign(window, { heard });
  const isOurs = (node: unknown): boolean =>
    node instanceof Node &&
    (node.getRootNode() instanceof ShadowRoot || (node instanceof Element && node.hasAttribute('data-rv4')));
  const names = new Set<string>();
  for (const owner of [window, Document.prototype, HTMLElement.prototype, Element.prototype])
    for (const name of Object.getOwnPropertyNames(owner)) if (/^on/.test(name)) names.add(name.slice(2));
  for (const name of [
    'focusin',
    'focusout',
    'selectionchange',
    'DOMActivate',
    'DOMMouseScroll',
    'touchstart',
  ])
    names.add(name);
  for (const name of names)
    addEventListener(
      name,
      (event) => {
        const all = event as unknown as { [key: string]: unknown };
        const seen = [
          'target',
          'originalTarget',
          'explicitOriginalTarget',
          'rangeParent',
          'relatedTarget',
          'composedTarget',
          'srcElement',
          'toElement',
          'fromElement',
        ].filter((key) => isOurs(all[key]));
        if (event.composedPath().some(isOurs)) seen.push('composedPath');
        // That the pointer left the strip is told with the element it came to: the strip is a visible part of the page.
        const harmless =
          seen.every((key) => ['relatedTarget', 'fromElement', 'toElement'].includes(key)) &&
          ((event as MouseEvent).relatedTarget as Element | null)?.hasAttribute?.('data-rv4');
        if (seen.length > 0 && !harmless) heard.push(`${name}: ${seen.join(' ')}`);
      },
      true,
    );
  new MutationObserver((records) => {
    for (const { type, target } of records) heard.push(`mutation: ${type} of ${target.nodeName}`);
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** The replayed site, whose first script listens. */
const site = replaySite({ page: { head: '<script src="/listen.js"></script>' } });
export const listeningSite: Site = (method, url) =>
  url.pathname === '/listen.js'
    ? { status: 200, type: 'text/javascript', body: `globalThis.__name = (f) => f; (${listen})()` }
    : site(method, url);
