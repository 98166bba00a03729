/** The strip under one post: what we know of it in a row, and a panel below the row when the user asks why. */
import { count } from '../../components/format.ts';
import type { Annotation, CopyNote, Ticker } from '../../lib/post.ts';
import { t } from '../../lib/words.ts';
import { copyBadge } from './badge.ts';
import { CROSS, h, icon, type Press, said } from './dom.ts';
import { makeHost } from './host.ts';
import { blankKeep, showKeep, showOver } from './keep.ts';
import type { SaveState } from './saving.ts';
import { tickerChips } from './tickers.ts';
import type { Trust } from './trust.ts';

/** What the user can ask of a strip; whoever made it does it. */
export interface Acts {
  /** Save, or take back. */
  toggle(): void;
  /** The copy badge was opened. */
  explain(note: CopyNote): void;
  /** A ticker was opened. */
  ask(ticker: Ticker): void;
  /** Show the folded copies, or fold them again. */
  unfold(): void;
}

/** The other copies of a post: folded away, or opened again by the user. */
export interface Fold {
  count: number;
  open: boolean;
}

const PARTS = ['copy', 'tickers', 'fold', 'note'] as const;
type Part = (typeof PARTS)[number];

let skeleton: HTMLElement | null = null;

/** Cloning is several times cheaper than making the same nodes again for every post. */
function blankStrip(): HTMLElement {
  skeleton ??= h(
    'div',
    // As the words run, not as the page does: the user may read the page in another language.
    {
      class: 'strip',
      role: 'group',
      'aria-label': t('strip_label'),
      dir: t('locale_dir'),
      lang: t('locale_tag'),
    },
    h('div', { class: 'row' }, ...PARTS.map((name) => h('div', { class: `part ${name}` })), blankKeep()),
  );
  return skeleton.cloneNode(true) as HTMLElement;
}

/** The words changed: the next strip is made of the new ones. */
export function forgetWords(): void {
  skeleton = null;
}

export class Strip {
  readonly host: HTMLElement;
  private readonly strip: HTMLElement;
  private readonly row: HTMLElement;
  private readonly keep: HTMLElement;
  /** Makes buttons that obey only the user. */
  readonly press: Press;
  /** What each part shows, as text: a part is made anew only when that changed, so that focus stays where it is. */
  private readonly shown = new Map<Part, string>();
  private panel: { key: string; element: HTMLElement; opener: string } | null = null;

  constructor(
    private readonly acts: Acts,
    trust: Trust,
  ) {
    const { host, root } = makeHost();
    this.host = host;
    this.strip = blankStrip();
    this.row = this.strip.firstElementChild as HTMLElement;
    this.keep = this.row.lastElementChild as HTMLElement;
    const act = (button: HTMLElement, done: () => void) =>
      button.addEventListener('click', (event) => trust(event, host) && done());
    this.press = (look, done, ...children) => {
      const made = h('button', { type: 'button', ...look }, ...children);
      act(made, done);
      return made;
    };
    act(this.keep.lastElementChild as HTMLElement, () => acts.toggle());
    root.addEventListener('keydown', (event) => (event as KeyboardEvent).key === 'Escape' && this.escape());
    root.append(this.strip);
  }

  /** Shows what the library says of the post. */
  show({ copy, tickers, note, tags }: Annotation): void {
    this.fill('copy', copy, () => (copy ? [copyBadge(copy, this.press, () => this.acts.explain(copy))] : []));
    this.fill('tickers', tickers, () => tickerChips(tickers, this.press, (ticker) => this.acts.ask(ticker)));
    this.fill('note', [note, tags], () => [
      ...tags.map((tag) => h('span', { class: 'tag' }, said(tag))),
      ...(note ? [h('span', { class: 'remark' }, said(note))] : []),
    ]);
  }

  showSave(state: SaveState): void {
    showKeep(this.keep, state, this.press, () => this.acts.toggle());
  }

  showFold(fold: Fold | null): void {
    this.fill('fold', fold, () =>
      fold
        ? [
            this.press(
              { class: 'along', 'aria-expanded': String(fold.open) },
              () => this.acts.unfold(),
              count(fold.open ? 'strip_fold' : 'strip_unfold', fold.count),
            ),
          ]
        : [],
    );
  }

  /** The extension is gone from under the page. The words come in: they can no longer be looked up. */
  showOver(text: string, label: string): void {
    this.closePanel();
    showOver(this.keep, this.press, text, label);
  }

  /** True while the panel of this key is open. */
  isOpen(key: string): boolean {
    return this.panel?.key === key;
  }

  /** Opens a panel, in place of the one that was open. @param opener selector of its button in the row. */
  openPanel(key: string, opener: string, content: Node[]): void {
    this.closePanel();
    const close = this.press(
      { class: 'close', 'aria-label': t('strip_close') },
      () => this.closePanel(),
      icon(CROSS),
    );
    const element = h('section', { class: 'panel' }, close, h('div', {}));
    this.panel = { key, element, opener };
    this.fillPanel(content);
    this.strip.append(element);
    this.opener()?.setAttribute('aria-expanded', 'true');
  }

  /** Puts other content into the open panel. */
  fillPanel(content: Node[]): void {
    if (!this.panel) return;
    const [close, body] = this.panel.element.children as unknown as [HTMLElement, HTMLElement];
    // What was pressed in here goes away with its focus: the panel's own button takes it.
    if (this.holdsFocus(body)) close.focus();
    body.replaceChildren(...content);
  }

  closePanel(): void {
    if (!this.panel) return;
    const opener = this.opener();
    opener?.setAttribute('aria-expanded', 'false');
    const held = this.holdsFocus(this.panel.element);
    this.panel.element.remove();
    this.panel = null;
    if (held) opener?.focus();
  }

  private holdsFocus(element: Element): boolean {
    return element.contains((element.getRootNode() as ShadowRoot).activeElement ?? null);
  }

  private opener(): HTMLElement | null {
    return this.panel && this.row.querySelector<HTMLElement>(this.panel.opener);
  }

  /** Escape closes the panel; without one, it hides the reason that covers the text until the pointer moves on. */
  private escape(): void {
    if (this.panel) {
      this.closePanel();
      return;
    }
    this.strip.classList.add('still');
    const again = () => this.strip.classList.remove('still');
    for (const name of ['pointerover', 'focusin']) this.strip.addEventListener(name, again, { once: true });
  }

  private fill(name: Part, value: unknown, make: () => Node[]): void {
    const key = JSON.stringify(value);
    if (this.shown.get(name) === key) return;
    this.shown.set(name, key);
    this.row.children[PARTS.indexOf(name)]?.replaceChildren(...make());
  }
}
