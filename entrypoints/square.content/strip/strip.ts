/** The strip below one post: a row of parts, and a panel below the row that explains one of them. */
import { formatCount } from '../../../components/format.ts';
import { CLOSE_PATH } from '../../../components/icon/close-path.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { Annotation, CopyAnnotation, Ticker } from '../../../lib/post.ts';
import { h, icon, type Press } from '../dom/elements.ts';
import { type HostListener, makeHost } from '../dom/shadow-host.ts';
import { adoptPanelStyles } from '../dom/stylesheets.ts';
import type { ClickGuard } from '../dom/trusted-click.ts';
import { copyBadge } from './copy-badge.ts';
import { createSaveButton, renderExtensionGone, renderSaveState } from './save-button.ts';
import type { SaveState } from './save-state.ts';
import { tickerChips } from './ticker-chips.ts';

/** What the user did in a strip. */
export type StripAction =
  | { type: 'toggle-save' }
  | { type: 'toggle-copy-panel'; copy: CopyAnnotation }
  | { type: 'toggle-role-panel'; ticker: Ticker }
  /** Show the collapsed copies, or collapse them again. */
  | { type: 'toggle-copies' };

/** The number of other copies of a post, and whether the user expanded them. */
interface CollapsedCopies {
  count: number;
  open: boolean;
}

const PARTS = ['copy', 'tickers', 'fold'] as const;
type Part = (typeof PARTS)[number];
/** Parts that nearly every strip shows; they are in the template. */
const INITIAL_PARTS = ['copy', 'tickers'] as const satisfies Part[];

/** How long a mark stays, in ms, and how far outside the post it is drawn. */
const MARK_MS = 4_000;
const FRAME_PX = 4;

let skeleton: HTMLElement | null = null;

/** Cloning a template is several times faster than creating the same nodes for every post. */
function cloneTemplate(): HTMLElement {
  skeleton ??= h(
    'div',
    // Direction of the interface language, which may differ from the page's.
    {
      class: 'strip',
      role: 'group',
      'aria-label': t('strip_label'),
      dir: t('locale_dir'),
      lang: t('locale_tag'),
    },
    h(
      'div',
      { class: 'row' },
      h('span', { class: 'mark', title: t('extension_name') }),
      ...INITIAL_PARTS.map((name) => h('div', { class: `part ${name}` })),
    ),
    createSaveButton(),
  );
  return skeleton.cloneNode(true) as HTMLElement;
}

/** Discards the template after the messages changed. */
export function resetTemplate(): void {
  skeleton = null;
}

/** Click handlers of our buttons: each strip has one listener for all of them. */
const clickHandlers = new WeakMap<Element, () => void>();

const isDeepEqual = (a: unknown, b: unknown) =>
  a === b || (!!a && !!b && JSON.stringify(a) === JSON.stringify(b));

export class Strip implements HostListener {
  readonly host: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly strip: HTMLElement;
  private readonly row: HTMLElement;
  private readonly saveButton: HTMLElement;
  /** The mark that identifies the strip as ours. */
  private readonly whose: HTMLElement;
  /**
   * The annotation that is shown: a part is rendered again only if its data changed, so that it keeps the
   * focus.
   */
  private shownAnnotation: Annotation | null = null;
  private fold: CollapsedCopies | null = null;
  private readonly parts: { [name in Part]?: HTMLElement };
  private panel: { key: string; element: HTMLElement; opener: string } | null = null;

  constructor(
    private readonly onAction: (action: StripAction) => void,
    private readonly isTrusted: ClickGuard,
  ) {
    const { host, root } = makeHost(this);
    this.host = host;
    this.root = root;
    this.strip = cloneTemplate();
    const [row, saveButton] = this.strip.children as unknown as [HTMLElement, HTMLElement];
    const [whose, copy, tickers] = row.children as unknown as [HTMLElement, HTMLElement, HTMLElement];
    this.row = row;
    this.whose = whose;
    this.parts = { copy, tickers };
    this.saveButton = saveButton;
    root.appendChild(this.strip);
  }

  /** Creates buttons that react to trusted clicks only. */
  readonly createButton: Press = (look, deed, ...children) => {
    const made = h('button', { type: 'button', ...look }, ...children);
    clickHandlers.set(made, deed);
    return made;
  };

  onEvent(event: Event, target: Element | null): void {
    if (event.type === 'click') this.clicked(event, target?.closest('button') ?? null);
    else if (event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape') this.escape();
    else if (event.type === 'pointerover' || event.type === 'focusin') this.strip.classList.remove('still');
  }

  private clicked(event: Event, button: HTMLButtonElement | null): void {
    const action =
      button?.className === 'save'
        ? () => this.onAction({ type: 'toggle-save' })
        : clickHandlers.get(button as Element);
    if (button && action && this.isTrusted(event, this.host, button)) action();
  }

  /** Renders an annotation. */
  show(annotation: Annotation): void {
    const { copy, tickers } = annotation;
    const last = this.shownAnnotation;
    this.shownAnnotation = annotation;
    this.whose.title = `${t('extension_name')}${copy ? '' : `: ${t('strip_no_copy')}`}`;
    if (!isDeepEqual(last?.copy ?? null, copy))
      this.renderPart(
        'copy',
        copy
          ? [copyBadge(copy, this.createButton, () => this.onAction({ type: 'toggle-copy-panel', copy }))]
          : [],
      );
    if (tickers.length > 0 ? !isDeepEqual(last?.tickers, tickers) : last)
      this.renderPart(
        'tickers',
        tickerChips(tickers, {
          clickHandlers,
          press: this.createButton,
          openPanel: (ticker) => this.onAction({ type: 'toggle-role-panel', ticker }),
        }),
      );
  }

  showSave(state: SaveState): void {
    renderSaveState(this.saveButton, state, this.createButton, () => this.onAction({ type: 'toggle-save' }));
  }

  showFold(fold: CollapsedCopies | null): void {
    if (isDeepEqual(this.fold, fold)) return;
    this.fold = fold;
    const look = { class: 'along', 'aria-expanded': String(fold?.open) };
    const words = fold && formatCount(fold.open ? 'strip_fold' : 'strip_unfold', fold.count);
    this.renderPart(
      'fold',
      words ? [this.createButton(look, () => this.onAction({ type: 'toggle-copies' }), words)] : [],
    );
  }

  /**
   * Renders the state after the extension was removed. The texts are parameters because they can no longer be
   * translated.
   */
  showExtensionGone(text: string, label: string): void {
    this.closePanel();
    renderExtensionGone(this.saveButton, this.createButton, text, label);
  }

  /** Draws a frame around the post for a while. It is in the strip: nothing of the page is changed for it. */
  mark(post: Element): void {
    const [own, whole] = [this.strip.getBoundingClientRect(), post.getBoundingClientRect()];
    const frame = h('div', { class: 'frame' });
    frame.style.inset = `${whole.top - own.top - FRAME_PX}px ${own.right - whole.right - FRAME_PX}px ${own.bottom - whole.bottom - FRAME_PX}px ${whole.left - own.left - FRAME_PX}px`;
    this.strip.append(frame);
    setTimeout(() => frame.remove(), MARK_MS);
  }

  /** True while the panel of this key is open. */
  isOpen(key: string): boolean {
    return this.panel?.key === key;
  }

  /**
   * Opens a panel in place of the one that is open.
   * @param opener selector of its button in the row
   */
  openPanel(key: string, opener: string, content: Node[]): void {
    this.closePanel();
    adoptPanelStyles(this.root);
    const close = this.createButton(
      { class: 'close', 'aria-label': t('strip_close') },
      () => this.closePanel(),
      icon(CLOSE_PATH),
    );
    const element = h('section', { class: 'panel' }, close, h('div', {}));
    this.panel = { key, element, opener };
    this.fillPanel(content);
    this.strip.append(element);
    this.opener()?.setAttribute('aria-expanded', 'true');
  }

  /** Replaces the content of the open panel. */
  fillPanel(content: Node[]): void {
    if (!this.panel) return;
    const [close, body] = this.panel.element.children as unknown as [HTMLElement, HTMLElement];
    // The replaced content had the focus: move it to the close button of the panel.
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
    return this.panel && this.strip.querySelector<HTMLElement>(this.panel.opener);
  }

  /** Escape closes the panel; without a panel, it hides the tooltip until the pointer moves. */
  private escape(): void {
    if (this.panel) {
      this.closePanel();
      return;
    }
    this.strip.classList.add('still');
    const again = () => this.strip.classList.remove('still');
    for (const name of ['pointerover', 'focusin']) this.strip.addEventListener(name, again, { once: true });
  }

  private renderPart(name: Part, nodes: Node[]): void {
    const part = this.parts[name];
    if (part) part.replaceChildren(...nodes);
    else if (nodes.length > 0) this.addPart(name).append(...nodes);
  }

  /** Inserts a part in the order of `PARTS`. */
  private addPart(name: Part): Element {
    const part = h('div', { class: `part ${name}` });
    const next = PARTS.slice(PARTS.indexOf(name) + 1).find((later) => this.parts[later]);
    this.row.insertBefore(part, (next && this.parts[next]) ?? null);
    this.parts[name] = part;
    return part;
  }
}
