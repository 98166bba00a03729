/**
 * Collapses copies in the feed into a "+3 copies" line, if the user turned this on. Originals are never
 * collapsed.
 */
import { getAttribute, isBefore, parentElement } from '../../../lib/square/page/safe-dom-read.ts';
import { childrenOf, pageBody, setAttr } from '../dom/safe-document.ts';
import { isOurHost } from '../dom/shadow-host.ts';
import type { PagePost } from './page-post.ts';

/** The `style` attribute of each hidden element before it was hidden. */
const originalStyles = new WeakMap<Element, string | null>();

/** Hides an element; `showElement` restores its exact `style` attribute. */
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

/**
 * Returns the outermost ancestor that contains nothing but this card: hiding only the card would leave its
 * border.
 */
function cardWrapper(element: Element): Element {
  const up = parentElement(element);
  const alone = up && childrenOf(up).every((child) => child === element || isOurHost(child));
  return alone && up !== pageBody() ? up : element;
}

const noteOf = ({ annotation }: PagePost) => annotation?.copy ?? null;
const byLag = (a: PagePost, b: PagePost) => (noteOf(a)?.lag ?? Infinity) - (noteOf(b)?.lag ?? Infinity);
const inPageOrder = (a: PagePost, b: PagePost) => (isBefore(a.element, b.element) ? -1 : 1);

export class CopyCollapser {
  private on = false;
  /** Groups that the user expanded. */
  private readonly open = new Set<string>();
  /** Elements that are hidden now. */
  private readonly folded = new Set<Element>();

  constructor(private readonly items: () => Iterable<PagePost>) {}

  /** Applies the user's setting. */
  set(on: boolean): void {
    if (this.on === on) return;
    this.on = on;
    this.open.clear();
    this.update();
  }

  /** Shows the copies of this post's group, or collapses them again. */
  toggleGroup(item: PagePost): void {
    const group = noteOf(item)?.group;
    if (group === undefined) return;
    if (!this.open.delete(group)) this.open.add(group);
    this.update();
  }

  /** Shows a post, if it is collapsed. */
  reveal(item: PagePost): void {
    if (this.folded.has(cardWrapper(item.element))) this.toggleGroup(item);
  }

  /** Computes which posts to hide. Call it after groups changed or posts were added or removed. */
  update(): void {
    if (!this.on && this.folded.size === 0) return;
    const wanted = new Set<Element>();
    for (const [group, members] of this.groups()) {
      members.sort(inPageOrder);
      // The first of the group stays visible; if it is not on this page, the post nearest to it in time.
      const head = members.find((item) => noteOf(item)?.rank === 'first') ?? members.sort(byLag)[0];
      // If it is unknown which post was first, none is hidden as a copy.
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
