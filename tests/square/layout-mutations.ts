/** Layout drift: what a redesign does to a page, in small steps, from a seed. */

/** Random numbers from a seed, always the same: mulberry32. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** From 0 to `sides` - 1. */
    roll: (sides: number): number => Math.floor(next() * sides),
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
  };
}
export type Dice = ReturnType<typeof dice>;

const each = (document: Document, selector: string, change: (element: Element) => void) =>
  [...document.querySelectorAll(selector)].forEach(change);
const renamed = (name: string) => (document: Document) =>
  each(document, `[class*="${name}"]`, (element) => {
    element.setAttribute('class', (element.getAttribute('class') ?? '').replaceAll(name, 'renamed-by-drift'));
  });
const dropped = (selector: string, attribute: string) => (document: Document) =>
  each(document, selector, (element) => element.removeAttribute(attribute));

/** Signal families and how each dies. */
export const families: Record<string, (document: Document) => void> = {
  'data-id': dropped('[data-id]', 'data-id'),
  'content-data': dropped('[data]', 'data'),
  datatype: dropped('[datatype]', 'datatype'),
  permalink: (document) => each(document, 'a[href*="/square/post/"]', (link) => link.remove()),
  'permalink-style': dropped('a[style]', 'style'),
  'prefetch-path': dropped('[data-prefetch-path]', 'data-prefetch-path'),
  'coin-link': (document) =>
    each(document, 'a[href*="contentId"]', (link) =>
      link.setAttribute('href', (link.getAttribute('href') ?? '').replace(/\?.*/, '')),
    ),
  description: renamed('card__description'),
  'rich-text': renamed('rich-text'),
  'content-text': renamed('feed-content-text'),
  'feed-card': renamed('feed-card'),
  root: renamed('FeedBuzzBaseView'),
  base: renamed('feed-buzz-card-base-view'),
  'content-box': renamed('card-content-box'),
  title: renamed('card__title'),
  header: renamed('card__hd'),
  nick: renamed('nick'),
  time: renamed('create-time'),
  roles: dropped('[data-role]', 'data-role'),
  pairs: renamed('trading-pairs'),
  footer: renamed('card__ft'),
  main: renamed('feed-layout-main'),
  list: renamed('FeedList'),
  body: renamed('richtext-container'),
  article: (document) => {
    renamed('article-body')(document);
    dropped('#articleBody', 'id')(document);
  },
};

/** Elements of the cards, not of their texts. */
const parts = (document: Document) => [...document.querySelectorAll('.feed-layout-main *, body > div *')];

/** One step of drift somewhere on the page. */
const steps: ((document: Document, die: Dice) => void)[] = [
  function renameClass(document, die) {
    const names = [...new Set(parts(document).flatMap((part) => [...part.classList]))];
    const name = names.length > 0 ? die.pick(names) : 'x';
    each(document, `[class~="${name}"]`, (element) => {
      element.classList.remove(name);
      element.classList.add(`drift-${die.roll(1000)}`);
    });
  },
  function dropAttribute(document, die) {
    const part = die.pick(parts(document));
    const names = part?.getAttributeNames() ?? [];
    if (names.length > 0) part?.removeAttribute(die.pick(names));
  },
  function dropAttributeEverywhere(document, die) {
    const names = [
      'data-role',
      'data-value',
      'style',
      'datatype',
      'data',
      'label',
      'target',
      'aria-expanded',
      'dir',
    ];
    const name = die.pick(names);
    dropped(`[${name}]`, name)(document);
  },
  function wrap(document, die) {
    const part = die.pick(parts(document));
    const box = document.createElement(die.pick(['div', 'section', 'span', 'article']));
    part?.replaceWith(box);
    if (part) box.append(part);
  },
  function reorder(document, die) {
    const part = die.pick(parts(document));
    const children = [...(part?.children ?? [])];
    if (part && children.length > 1) part.append(die.pick(children));
  },
  function remove(document, die) {
    const leaf = die.pick(parts(document).filter((part) => part.childElementCount === 0));
    leaf?.remove();
  },
  function unwrap(document, die) {
    const part = die.pick(parts(document));
    part?.replaceWith(...part.childNodes);
  },
  function killFamily(document, die) {
    die.pick(Object.values(families))(document);
  },
  function repeat(document, die) {
    const part = die.pick(parts(document).filter((one) => one.childElementCount < 4));
    part?.after(part.cloneNode(true));
  },
];

/** Drifts a page by `count` steps. Gives their names, for the message of a failing test. */
export function drift(document: Document, die: Dice, count: number): string[] {
  return Array.from({ length: count }, () => {
    const step = die.pick(steps);
    step(document, die);
    return step.name;
  });
}
