/** One post on the page: its element, its strip, and the user's actions on it. */

import { t } from '../../../lib/i18n/translate.ts';
import type { Annotation, CopyAnnotation, RawPost, Role, Ticker } from '../../../lib/post.ts';
import { h } from '../dom/elements.ts';
import { attach } from '../dom/shadow-host.ts';
import type { ClickGuard } from '../dom/trusted-click.ts';
import { copyPanel } from '../strip/copy-panel.ts';
import { evidenceText, groupActions } from '../strip/group-actions.ts';
import { rolePanel } from '../strip/role-panel.ts';
import {
  IDLE,
  nextSaveState,
  type SaveAction,
  type SaveEvent,
  type SaveState,
  saveActionOf,
  UNDO_MS,
} from '../strip/save-state.ts';
import { Strip, type StripAction } from '../strip/strip.ts';
import type { SendFn } from './annotate-queue.ts';

/** What a `PagePost` needs from the registry. */
export interface PagePostContext {
  ask: SendFn;
  isTrusted: ClickGuard;
  /** The post as its element shows it now; `null` if the element shows another post. */
  readCurrent(item: PagePost): RawPost | null;
  /** Applies annotations to the posts on the page. */
  applyAnnotations(annotations: Annotation[]): void;
  /** The annotation of this post changed. */
  onChanged(): void;
  /** Shows the collapsed copies of this post, or collapses them again. */
  toggleCopies(item: PagePost): void;
}

/**
 * Re-attach limit: 10 times per element, then once every 30 s, so that a page that keeps removing the host
 * cannot keep us busy.
 */
const MAX_MOUNTS = 10;
const MOUNT_INTERVAL_MS = 30_000;

export class PagePost {
  annotation: Annotation | null = null;
  /** The last reading in the author's own words; a translator may replace them on the page at any time. */
  original: RawPost | null = null;
  /** Digest of the post as last sent to the background. */
  sentDigest: number | null = null;
  strip: Strip;
  private saveState: SaveState = IDLE;
  private undoTimer: ReturnType<typeof setTimeout> | undefined;
  private mountPoint: Element | null = null;
  /** True once the strip may be attached to the page. */
  private isVisible = false;
  private mounts = 0;
  private since = 0;

  constructor(
    readonly id: string,
    /** Kind and surface from the first reading: later the address may already belong to the next page. */
    readonly firstReading: Pick<RawPost, 'kind' | 'surface'>,
    public element: Element,
    private readonly context: PagePostContext,
  ) {
    this.strip = this.makeStrip();
  }

  /** Saves the post, if it is not saved. */
  async save(): Promise<void> {
    if (saveActionOf(this.saveState) !== null && this.saveState.status !== 'saved')
      await this.request('save');
  }

  isSaved(): boolean {
    return this.saveState.status === 'saved';
  }

  /** Brings the post into view and marks it. */
  showOnPage(): void {
    Element.prototype.scrollIntoView.call(this.element, { block: 'center' });
    this.reveal();
    this.strip.mark(this.element);
  }

  private async request(action: SaveAction): Promise<void> {
    const { context, id } = this;
    this.setSaveState({ type: 'started', action });
    const post = action === 'save' ? context.readCurrent(this) : null;
    const response =
      action === 'unsave'
        ? await context.ask('unsave', { id })
        : post
          ? await context.ask('save', { post })
          : ({ ok: false, error: 'not-found' } as const);
    if (!response.ok) return this.setSaveState({ type: 'failed', action, error: response.error });
    this.setSaveState({ type: 'done', action });
    // While a long import holds the library, the new annotation comes later.
    if (!('pending' in response.value)) this.setAnnotation(response.value);
    context.onChanged();
  }

  private setSaveState(event: SaveEvent): void {
    const next = nextSaveState(this.saveState, event);
    if (next === this.saveState) return;
    this.saveState = next;
    clearTimeout(this.undoTimer);
    if (next.status === 'removed')
      this.undoTimer = setTimeout(() => this.setSaveState({ type: 'undo-expired' }), UNDO_MS);
    this.strip.showSave(next);
  }

  /** The page now shows the post in another element. */
  move(element: Element): void {
    if (this.element === element) return;
    this.element = element;
    this.mounts = 0;
  }

  /** Attaches the strip to an element if it is not there. Before `reveal`, only stores the element. */
  mount(mountPoint: Element): void {
    const { host } = this.strip;
    this.mountPoint = mountPoint;
    if (!this.isVisible || host.parentNode === mountPoint) return;
    if (this.mounts === 0) this.since = performance.now();
    const allowed = MAX_MOUNTS + Math.floor((performance.now() - this.since) / MOUNT_INTERVAL_MS);
    if (this.mounts++ < allowed) attach(host, mountPoint);
    // Not attached where something else moved it either.
    else host.remove();
  }

  /** Attaches the strip when its content is known, so that the page's layout shifts only once. */
  reveal(): void {
    if (this.isVisible) return;
    this.isVisible = true;
    if (this.mountPoint) this.mount(this.mountPoint);
  }

  /** Removes the strip. */
  unmount(): void {
    this.strip.host.remove();
  }

  setAnnotation(annotation: Annotation): void {
    this.annotation = annotation;
    this.strip.show(annotation);
    this.setSaveState({ type: 'stored', saved: annotation.saved });
    this.reveal();
  }

  /** Creates the strip again after the messages changed. */
  rebuildStrip(): void {
    this.unmount();
    this.strip = this.makeStrip();
    if (this.annotation) this.strip.show(this.annotation);
    if (this.saveState !== IDLE) this.strip.showSave(this.saveState);
    if (this.isVisible && this.mountPoint) attach(this.strip.host, this.mountPoint);
  }

  private makeStrip(): Strip {
    return new Strip(
      (action) => this.onAction(action),
      // A host that is not where we attached it is not trusted.
      (event, host, button) =>
        host.parentNode === this.mountPoint && this.context.isTrusted(event, host, button),
    );
  }

  private onAction(action: StripAction): void {
    if (action.type === 'toggle-save') {
      const next = saveActionOf(this.saveState);
      if (next) void this.request(next);
    } else if (action.type === 'toggle-copy-panel') void this.toggleEvidencePanel(action.copy);
    else if (action.type === 'toggle-role-panel') this.toggleRolePanel(action.ticker);
    else this.context.toggleCopies(this);
  }

  private async toggleEvidencePanel(note: CopyAnnotation): Promise<void> {
    const { strip } = this;
    if (strip.isOpen('copy')) return strip.closePanel();
    strip.openPanel('copy', '.badge', [h('p', { class: 'soft', role: 'status' }, t('strip_loading'))]);
    const answer = await this.context.ask('explain', { id: this.id });
    if (!strip.isOpen('copy')) return;
    if (!answer.ok) {
      const retry = strip.createButton(
        { class: 'quiet' },
        () => void this.toggleEvidencePanel(note),
        t('strip_retry'),
      );
      strip.fillPanel([h('p', { role: 'status' }, t('strip_failed_explain'), ' ', retry)]);
      return;
    }
    strip.fillPanel([
      ...copyPanel(
        this.id,
        note,
        answer.value,
        strip.createButton,
        (other, copy) => void this.judge(other, copy),
      ),
      groupActions(
        strip.createButton,
        note.size,
        () => void this.context.ask('openLibrary', { view: 'copies', item: note.group }),
        async () => (await this.context.ask('saveGroup', { id: this.id })).ok,
        () => evidenceText(note, answer.value),
      ),
    ]);
  }

  private async judge(other: string, copy: boolean): Promise<void> {
    const { strip } = this;
    const answer = await this.context.ask('setVerdict', { a: this.id, b: other, copy });
    if (!answer.ok) {
      strip.fillPanel([h('p', { role: 'status' }, t('strip_failed'))]);
      return;
    }
    this.context.applyAnnotations(answer.value);
    if (copy) return strip.closePanel();
    const undo = strip.createButton({ class: 'quiet' }, () => void this.judge(other, true), t('strip_undo'));
    strip.fillPanel([h('p', { role: 'status' }, t('copies_rejected'), ' ', undo)]);
  }

  private toggleRolePanel(ticker: Ticker): void {
    const { strip } = this;
    const key = `ticker ${ticker.code}`;
    if (strip.isOpen(key)) {
      strip.closePanel();
      return;
    }
    const content = (now: Ticker) =>
      rolePanel(
        now,
        strip.createButton,
        () => void this.context.ask('openLibrary', { view: 'tickers', item: ticker.code }),
        (role) => void this.correct(ticker.code, role, content),
      );
    strip.openPanel(key, `[data-code="${CSS.escape(ticker.code)}"]`, content(ticker));
  }

  private async correct(code: string, role: Role | null, content: (now: Ticker) => Node[]): Promise<void> {
    const { strip } = this;
    const answer = await this.context.ask('correctRole', { id: this.id, code, role });
    if (answer.ok) this.context.applyAnnotations([answer.value]);
    if (!strip.isOpen(`ticker ${code}`)) return;
    const now = this.annotation?.tickers.find((ticker) => ticker.code === code);
    strip.fillPanel(answer.ok && now ? content(now) : [h('p', { role: 'status' }, t('strip_failed'))]);
  }
}
