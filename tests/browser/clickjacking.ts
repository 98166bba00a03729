/** Ways to make a user click a save button that he does not see, each run by the page on the card of one post. */

export interface Trap {
  name: string;
  /** Runs in the page. @returns where the user clicks; by default on the button */
  set(id: string): { x: number; y: number } | undefined;
  /** Two presses, 80 ms apart. */
  double?: true;
  /** The zoom that the reader set in the browser; 1 by default. */
  zoom?: number;
}

const cardOf = `const card = document.querySelector('[data-id="' + id + '"]').closest('.feed-card');
  const host = card.querySelector('[data-rv4]'); const box = host.getBoundingClientRect();
  const cover = (style, tag = 'div', text = 'CLAIM YOUR REWARD') => { const lure = document.createElement(tag); lure.textContent = text;
    lure.style.cssText = 'position:fixed;left:' + box.left + 'px;top:' + box.top + 'px;width:' + box.width + 'px;height:' + box.height + 'px;background:#fc0;z-index:99999;' + style;
    document.body.append(lure); return lure; };`;

const trap = (name: string, body: string, double?: true): Trap => ({
  name,
  set: new Function('id', `${cardOf} ${body}`) as Trap['set'],
  ...(double && { double }),
});

/** A style sheet of the reader, on every page. */
const styled = (name: string, css: string): Trap =>
  trap(
    name,
    `const style = document.createElement('style'); style.textContent = ${JSON.stringify(css)};
    document.head.append(style); card.scrollIntoView({ block: 'center' })`,
  );

export const TRAPS: Trap[] = [
  trap('a lure over it that lets clicks through', `cover('pointer-events:none')`),
  trap('the same, important', `cover('pointer-events:none !important')`),
  trap(
    'a picture over it that lets clicks through',
    `cover('pointer-events:none;background:none', 'canvas', '')`,
  ),
  trap('the card nearly transparent', `card.style.opacity = '.01'`),
  trap('a box around the card nearly transparent', `card.parentElement.style.opacity = '.02'`),
  trap(
    'two boxes half transparent each',
    `card.style.opacity = '.6'; card.parentElement.style.opacity = '.6'`,
  ),
  trap('a filter: opacity', `card.style.filter = 'opacity(0)'`),
  trap('a filter: blur', `card.style.filter = 'blur(9px)'`),
  trap('a filter: no contrast', `card.style.filter = 'contrast(0)'`),
  trap('a transparent mask', `card.style.maskImage = 'linear-gradient(transparent,transparent)'`),
  trap(
    'the card 25 times as large, invisible',
    `card.style.cssText += ';opacity:.6;position:relative;z-index:999999;transform-origin:' + (box.right - 20 - card.getBoundingClientRect().left) + 'px ' + (box.top + 14 - card.getBoundingClientRect().top) + 'px;transform:scale(25)'; return { x: box.right - 60, y: box.top + 40 }`,
  ),
  trap('the card much too small', `card.style.transform = 'scale(.1)'`),
  trap(
    'a lure taken away by the first of two clicks',
    `const lure = cover('', 'button'); lure.addEventListener('mouseup', () => lure.remove())`,
    true,
  ),
  trap(
    'a lure taken away when the pointer comes',
    `const lure = cover(''); lure.addEventListener('mousemove', () => setTimeout(() => lure.remove(), 30))`,
  ),
  trap('a style on the host', `host.style.opacity = '.01'`),
];

/** What honest readers have on their pages, which must not cost them a click. */
export const HONEST: Trap[] = [
  trap('nothing', ''),
  trap(
    'a page zoomed by a style',
    `document.body.style.zoom = '1.1'; card.scrollIntoView({ block: 'center' })`,
  ),
  trap(
    'a sticky header',
    `const bar = cover('', 'header', 'Menu'); bar.style.cssText = 'position:sticky;top:0;height:48px;z-index:99;background:#fff'; document.body.prepend(bar)`,
  ),
  trap('a dark mode by filter', `document.documentElement.style.filter = 'invert(1) hue-rotate(180deg)'`),
  trap(
    'a veil that lets clicks through and shows everything',
    `cover('pointer-events:none;background:none', 'div', '')`,
  ),
  trap('a gray page', `document.body.style.filter = 'grayscale(1)'`),
  styled(
    'a style sheet for large type',
    '* { font-size: 22px !important; line-height: 2 !important; letter-spacing: 1px } .feed-card { max-width: 420px }',
  ),
  styled(
    'a style sheet for cards',
    '.feed-card { opacity: .95; overflow: hidden; border-radius: 16px; box-shadow: 0 2px 9px #0005; transform: translateZ(0) }',
  ),
  styled(
    'a style sheet that frees and fixes headers',
    'header { position: fixed !important; top: 0; left: 0; right: 0; height: 60px; z-index: 9; background: #fff } body { padding-top: 60px }',
  ),
];

const percent = (factor: number) => `${Math.round(factor * 100)} %`;
const ZOOMS = [0.5, 1.1, 1.25, 1.5, 2];
const STICKY = HONEST[2] as Trap;

/** A sticky header at every zoom of the browser, and pages that a reader's style sheet zooms or scales. */
export const HONEST_ZOOMED: Trap[] = [
  ...ZOOMS.map((zoom) => ({ ...STICKY, name: `a sticky header at ${percent(zoom)}`, zoom })),
  ...(process.env.ALL_ZOOMS ? ZOOMS : [0.5, 2]).flatMap((zoom) => [
    styled(`a page zoomed by a style sheet to ${percent(zoom)}`, `html { zoom: ${zoom} }`),
    styled(
      `a page scaled by a style sheet to ${percent(zoom)}`,
      `body { transform: scale(${zoom}); transform-origin: 0 0; width: ${percent(1 / zoom)} }`,
    ),
  ]),
];

/** Each trap at one of the zooms; with `ALL_ZOOMS=1` at every one. */
export const ZOOMED_TRAPS: Trap[] = TRAPS.flatMap((one, i) =>
  [1, ...ZOOMS]
    .filter((_, n, all) => process.env.ALL_ZOOMS || n === i % all.length)
    .map((zoom) => ({ ...one, name: `${one.name} at ${percent(zoom)}`, zoom })),
);
