/** One post on the page: its element, its strip, and the user's actions on it. */

import { t } from '../../../lib/i18n/translate.ts';
import type { Annotation, CopyAnnotation, RawPost, Role, Ticker } from '../../../lib/post.ts';
import { h } from '../dom/elements.ts';
import { attach } from '../dom/shadow-host.ts';
import type { ClickGuard } from '../dom/trusted-click.ts';
import { copyPanel } from '../strip/copy-panel.ts';
import { rolePanel } from '../strip/role-panel.ts';
import { SaveController } from '../strip/save-state.ts';
import { Strip, type StripActions } from '../strip/strip.ts';
import type { SendFn } from './annotate-queue.ts';

/** What a `PagePost` needs from the registry. */
export interface PagePostContext {
  ask: SendFn;
  trust: ClickGuard;
  /** The post as its element shows it now; `null` if the element shows another post. */
  readCurrent(item: PagePost): RawPost | null;
  /** Applies annotations to the posts on the page. */
  applyAnnotations(annotations: Annotation[]): void;
  /** Shows the collapsed copies of this post, or collapses them again. */
  unfold(item: PagePost): void;
}

/**
 * Re-attach limit: 10 times per element, then once every 30 s, so that a page that keeps removing the host
 * cannot keep us busy.
 */
const MAX_MOUNTS = 10;
const MOUNT_INTERVAL_MS = 30_000;

export class PagePost {
  annotation: Annotation | null = null;
  /** Digest of the post as last sent to the background. */
  sentDigest: number | null = null;
  strip: Strip;
  private saveState: SaveController | null = null;
  private place: Element | null = null;
  /** True once the strip may be attached to the page. */
  private isVisible = false;
  private mounts = 0;
  private since = 0;

  constructor(
    readonly id: string,
    /** Kind and surface from the first reading: later the address may already belong to the next page. */
    readonly firstReading: Pick<RawPost, 'kind' | 'surface'>,
    public element: Element,
    private readonly around: PagePostContext,
  ) {
    this.strip = this.makeStrip();
  }

  /** Created when first needed: most posts are never saved. */
  get saving(): SaveController {
    const { around, id } = this;
    this.saveState ??= new SaveController({
      save: async () => {
        const post = around.readCurrent(this);
        return post ? around.ask('save', { post }) : { ok: false, error: 'not-found' };
      },
      unsave: () => around.ask('unsave', { id }),
      changed: (state) => this.strip.showSave(state),
      answered: (annotation) => around.applyAnnotations([annotation]),
    });
    return this.saveState;
  }

  /** The page now shows the post in another element. */
  move(element: Element): void {
    if (this.element === element) return;
    this.element = element;
    this.mounts = 0;
  }

  /** Attaches the strip to `place` if it is not there. Before `reveal`, only stores `place`. */
  mount(place: Element): void {
    const { host } = this.strip;
    this.place = place;
    if (!this.isVisible || host.parentNode === place) return;
    if (this.mounts === 0) this.since = performance.now();
    const allowed = MAX_MOUNTS + Math.floor((performance.now() - this.since) / MOUNT_INTERVAL_MS);
    if (this.mounts++ < allowed) attach(host, place);
    // Not attached where something else moved it either.
    else host.remove();
  }

  /** Attaches the strip when its content is known, so that the page's layout shifts only once. */
  reveal(): void {
    if (this.isVisible) return;
    this.isVisible = true;
    if (this.place) this.mount(this.place);
  }

  /** Removes the strip. */
  unmount(): void {
    this.strip.host.remove();
  }

  setAnnotation(annotation: Annotation): void {
    this.annotation = annotation;
    this.strip.show(annotation);
    if (annotation.saved || this.saveState) this.saving.syncSaved(annotation.saved);
    this.reveal();
  }

  /** Creates the strip again after the messages changed. */
  rebuildStrip(): void {
    this.unmount();
    this.strip = this.makeStrip();
    if (this.annotation) this.strip.show(this.annotation);
    if (this.saveState) this.strip.showSave(this.saveState.state);
    if (this.isVisible && this.place) attach(this.strip.host, this.place);
  }

  private makeStrip(): Strip {
    const acts: StripActions = {
      toggle: () => void this.saving.toggle(),
      explain: (note) => void this.toggleEvidencePanel(note),
      ask: (ticker) => this.toggleRolePanel(ticker),
      unfold: () => this.around.unfold(this),
    };
    // A host that is not where we attached it is not trusted.
    return new Strip(acts, (event, host) => host.parentNode === this.place && this.around.trust(event, host));
  }

  private async toggleEvidencePanel(note: CopyAnnotation): Promise<void> {
    const { strip } = this;
    if (strip.isOpen('copy')) return strip.closePanel();
    strip.openPanel('copy', '.badge', [h('p', { class: 'soft', role: 'status' }, t('strip_loading'))]);
    const answer = await this.around.ask('explain', { id: this.id });
    if (!strip.isOpen('copy')) return;
    if (!answer.ok) {
      const again = strip.createButton(
        { class: 'quiet' },
        () => void this.toggleEvidencePanel(note),
        t('strip_retry'),
      );
      strip.fillPanel([h('p', { role: 'status' }, t('strip_failed_explain'), ' ', again)]);
      return;
    }
    strip.fillPanel(
      copyPanel(
        this.id,
        note,
        answer.value,
        strip.createButton,
        (other, copy) => void this.judge(other, copy),
      ),
    );
  }

  private async judge(other: string, copy: boolean): Promise<void> {
    const { strip } = this;
    const answer = await this.around.ask('setVerdict', { a: this.id, b: other, copy });
    if (!answer.ok) {
      strip.fillPanel([h('p', { role: 'status' }, t('strip_failed'))]);
      return;
    }
    this.around.applyAnnotations(answer.value);
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
      rolePanel(now, strip.createButton, (role) => void this.correct(ticker.code, role, content));
    strip.openPanel(key, `[data-code="${CSS.escape(ticker.code)}"]`, content(ticker));
  }

  private async correct(code: string, role: Role | null, content: (now: Ticker) => Node[]): Promise<void> {
    const { strip } = this;
    const answer = await this.around.ask('correctRole', { id: this.id, code, role });
    if (answer.ok) this.around.applyAnnotations([answer.value]);
    if (!strip.isOpen(`ticker ${code}`)) return;
    const now = this.annotation?.tickers.find((ticker) => ticker.code === code);
    strip.fillPanel(answer.ok && now ? content(now) : [h('p', { role: 'status' }, t('strip_failed'))]);
  }
}
