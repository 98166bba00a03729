/** Folds copies in the feed into a "+3 copies" line, if the user wants that. Originals are never folded. */
import { getAttribute, isBefore, parentElement } from '../../../lib/square/page/safe-dom-read.ts';
import { childrenOf, pageBody, setAttr } from '../dom/safe-document.ts';
import { isOurHost } from '../dom/shadow-host.ts';
import type { PagePost } from './page-post.ts';

/** What a folded box said of its style before, to the letter. */
const originalStyles = new WeakMap<Element, string | null>();

/** Takes an element from view and leaves no trace when it is shown again. */
export function hideElement(element: Element): void {
  if (originalStyles.has(element)) return;
  const style = getAttribute(element, 'style');
  originalStyles.set(element, style);
  setAttr(element, 'style', `${style ?? ''};display:none!important`);
}

export function showElement(element: Element): void {
  const style = originalStyles.get(element);
  if (style === undefined) return;
  originalStyles.delete(element);
  setAttr(element, 'style', style);
}

/** The card with the box that holds nothing else: its border would stay behind as an empty line. */
export function cardWrapper(element: Element): Element {
  const up = parentElement(element);
  const alone = up && childrenOf(up).every((child) => child === element || isOurHost(child));
  return alone && up !== pageBody() ? up : element;
}

const noteOf = ({ annotation }: PagePost) => annotation?.copy ?? null;
const byLag = (a: PagePost, b: PagePost) => (noteOf(a)?.lag ?? Infinity) - (noteOf(b)?.lag ?? Infinity);
const inPageOrder = (a: PagePost, b: PagePost) => (isBefore(a.element, b.element) ? -1 : 1);

export class CopyCollapser {
  private on = false;
  /** Groups the user opened. */
  private readonly open = new Set<string>();
  /** What is folded now. */
  private readonly folded = new Set<Element>();

  constructor(private readonly items: () => Iterable<PagePost>) {}

  /** The user's setting. */
  set(on: boolean): void {
    if (this.on === on) return;
    this.on = on;
    this.open.clear();
    this.update();
  }

  /** Shows the copies of this item's group, or folds them again. */
  toggleGroup(item: PagePost): void {
    const group = noteOf(item)?.group;
    if (group === undefined) return;
    if (!this.open.delete(group)) this.open.add(group);
    this.update();
  }

  /** Works out what is folded. Called after groups changed or posts came and went. */
  update(): void {
    if (!this.on && this.folded.size === 0) return;
    const wanted = new Set<Element>();
    for (const [group, members] of this.groups()) {
      members.sort(inPageOrder);
      // The first stays; when it is not on this page, the one nearest to it.
      const head = members.find((item) => noteOf(item)?.rank === 'first') ?? members.sort(byLag)[0];
      // Who came first must be known: without it, nothing is a copy to be hidden.
      const copies = members.filter((item) => item !== head && noteOf(item)?.rank === 'copy');
      const open = this.open.has(group);
      for (const item of members) item.strip.showFold(null);
      if (head && copies.length > 0) head.strip.showFold({ count: copies.length, open });
      if (!open) for (const item of copies) wanted.add(cardWrapper(item.element));
    }
    for (const box of this.folded) if (!wanted.has(box)) showElement(box);
    for (const box of wanted) hideElement(box);
    this.folded.clear();
    for (const box of wanted) this.folded.add(box);
  }

  private groups(): Map<string, PagePost[]> {
    const groups = new Map<string, PagePost[]>();
    for (const item of this.items()) {
      const group = noteOf(item)?.group;
      if (group === undefined) continue;
      if (!this.on) item.strip.showFold(null);
      else if (item.firstReading.surface !== 'post') groups.set(group, [...(groups.get(group) ?? []), item]);
    }
    return groups;
  }
}
