/** One post on the page: its element, its strip, and what the user does there. */

import { t } from '../../lib/i18n/translate.ts';
import type { Annotation, CopyAnnotation, RawPost, Role, Ticker } from '../../lib/post.ts';
import { h } from './dom.ts';
import { evidence } from './evidence.ts';
import { settle } from './host.ts';
import type { AskFn } from './outbox.ts';
import { rolePanel } from './roles.ts';
import { Saving } from './saving.ts';
import { type Acts, Strip } from './strip.ts';
import type { Trust } from './trust.ts';

/** What an item needs of the feed it stands in. */
export interface Around {
  ask: AskFn;
  trust: Trust;
  /** The post as it stands in its element now; `null` when it is not that post any more. */
  read(item: Item): RawPost | null;
  /** The library said something about posts: this one, or others with it. */
  told(annotations: Annotation[]): void;
  /** Show the folded copies of this post, or fold them again. */
  unfold(item: Item): void;
}

/** A host is put back into one element this often, then once each half minute: a page that fights us wins quietly. */
const MOUNTS = 10;
const MOUNT_AGAIN = 30_000;

export class Item {
  annotation: Annotation | null = null;
  /** Digest of what was last sent to the background. */
  sent: number | null = null;
  strip: Strip;
  private saves: Saving | null = null;
  private place: Element | null = null;
  /** True once the strip may stand on the page. */
  private out = false;
  private mounts = 0;
  private since = 0;

  constructor(
    readonly id: string,
    /** The first reading's word on what and where the post is: the address may change before the page does. */
    readonly met: Pick<RawPost, 'kind' | 'surface'>,
    public element: Element,
    private readonly around: Around,
  ) {
    this.strip = this.makeStrip();
  }

  /** Made when it is first needed: most posts are never saved. */
  get saving(): Saving {
    const { around, id } = this;
    this.saves ??= new Saving({
      save: async () => {
        const post = around.read(this);
        return post ? around.ask('save', { post }) : { ok: false, error: 'not-found' };
      },
      unsave: () => around.ask('unsave', { id }),
      changed: (state) => this.strip.showSave(state),
      answered: (annotation) => around.told([annotation]),
    });
    return this.saves;
  }

  /** The page shows the post in another element now. */
  move(element: Element): void {
    if (this.element === element) return;
    this.element = element;
    this.mounts = 0;
  }

  /** Puts the strip at its place, if it is not there; until it has come out, only notes the place. */
  mount(place: Element): void {
    const { host } = this.strip;
    this.place = place;
    if (!this.out || host.parentNode === place) return;
    if (this.mounts === 0) this.since = performance.now();
    const allowed = MOUNTS + Math.floor((performance.now() - this.since) / MOUNT_AGAIN);
    if (this.mounts++ < allowed) settle(host, place);
    // Not where somebody else put it either.
    else host.remove();
  }

  /** Brings the strip onto the page: with what it has to say, so that the page makes room for it only once. */
  comeOut(): void {
    if (this.out) return;
    this.out = true;
    if (this.place) this.mount(this.place);
  }

  /** Takes the strip away. */
  leave(): void {
    this.strip.host.remove();
  }

  hear(annotation: Annotation): void {
    this.annotation = annotation;
    this.strip.show(annotation);
    if (annotation.saved || this.saves) this.saving.heard(annotation.saved);
    this.comeOut();
  }

  /** Makes the strip anew: the words changed. */
  redress(): void {
    this.leave();
    this.strip = this.makeStrip();
    if (this.annotation) this.strip.show(this.annotation);
    if (this.saves) this.strip.showSave(this.saves.state);
    if (this.out && this.place) settle(this.strip.host, this.place);
  }

  private makeStrip(): Strip {
    const acts: Acts = {
      toggle: () => void this.saving.toggle(),
      explain: (note) => void this.explain(note),
      ask: (ticker) => this.askRole(ticker),
      unfold: () => this.around.unfold(this),
    };
    // A host somewhere else than we put it is not ours to act on.
    return new Strip(acts, (event, host) => host.parentNode === this.place && this.around.trust(event, host));
  }

  private async explain(note: CopyAnnotation): Promise<void> {
    const { strip } = this;
    if (strip.isOpen('copy')) return strip.closePanel();
    strip.openPanel('copy', '.badge', [h('p', { class: 'soft', role: 'status' }, t('strip_loading'))]);
    const answer = await this.around.ask('explain', { id: this.id });
    if (!strip.isOpen('copy')) return;
    if (!answer.ok) {
      const again = strip.press({ class: 'quiet' }, () => void this.explain(note), t('strip_retry'));
      strip.fillPanel([h('p', { role: 'status' }, t('strip_failed_explain'), ' ', again)]);
      return;
    }
    strip.fillPanel(
      evidence(this.id, note, answer.value, strip.press, (other, copy) => void this.judge(other, copy)),
    );
  }

  private async judge(other: string, copy: boolean): Promise<void> {
    const { strip } = this;
    const answer = await this.around.ask('setVerdict', { a: this.id, b: other, copy });
    if (!answer.ok) {
      strip.fillPanel([h('p', { role: 'status' }, t('strip_failed'))]);
      return;
    }
    this.around.told(answer.value);
    if (copy) return strip.closePanel();
    const undo = strip.press({ class: 'quiet' }, () => void this.judge(other, true), t('strip_undo'));
    strip.fillPanel([h('p', { role: 'status' }, t('strip_judged'), ' ', undo)]);
  }

  private askRole(ticker: Ticker): void {
    const { strip } = this;
    const key = `ticker ${ticker.code}`;
    if (strip.isOpen(key)) {
      strip.closePanel();
      return;
    }
    const content = (now: Ticker) =>
      rolePanel(now, strip.press, (role) => void this.correct(ticker.code, role, content));
    strip.openPanel(key, `[data-code="${CSS.escape(ticker.code)}"]`, content(ticker));
  }

  private async correct(code: string, role: Role | null, content: (now: Ticker) => Node[]): Promise<void> {
    const { strip } = this;
    const answer = await this.around.ask('correctRole', { id: this.id, code, role });
    if (answer.ok) this.around.told([answer.value]);
    if (!strip.isOpen(`ticker ${code}`)) return;
    const now = this.annotation?.tickers.find((ticker) => ticker.code === code);
    strip.fillPanel(answer.ok && now ? content(now) : [h('p', { role: 'status' }, t('strip_failed'))]);
  }
}
