import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FailureBoundary, Rendered } from './FailureBoundary.tsx';
import { useRowFocus } from './list/useRowFocus.ts';

export interface VirtualListProps {
  label: string;
  /** Total number of rows; only visible ones are in the document. */
  count: number;
  /** Height of every row, in rem. Equal heights make the position of a row a multiplication. */
  rowHeight: number;
  /**
   * One row. If it has an element of class `list-row`, the list is one tab stop: arrow keys move between these
   * elements, and everything else in the rows is for the pointer.
   */
  row: (index: number) => ComponentChildren;
  /** Shown for a row that cannot be rendered; without it, its key. */
  brokenRow?: (index: number) => ComponentChildren;
  keyOf: (index: number) => string;
  /** The row that is scrolled into view (the selected one); `null` for none. */
  current?: number | null;
  /** Called when the end of the loaded rows becomes visible. */
  onEnd?: (() => void) | null;
}

/** Rows rendered above and below the visible ones, so that fast scrolling shows no gap. */
const BESIDE = 4;

/**
 * A long list that renders only visible rows, and the one that has the focus. For screen readers it is a plain list
 * with the real number of rows and the position of each row.
 */
export function VirtualList(props: VirtualListProps) {
  const { label, count, rowHeight, row, brokenRow, keyOf, current, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 800 });
  const px = rowHeight * rem();
  const from = Math.max(0, Math.floor(view.top / px) - BESIDE);
  const to = Math.min(count, Math.ceil((view.top + view.height) / px) + BESIDE);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let by: HTMLElement | null = null;
    let wasHidden = false;
    const measure = () => {
      // Hidden behind an open post: it keeps its place.
      if (by && box.clientHeight > 0)
        setView({ top: Math.max(0, by.scrollTop - startIn(by, box)), height: by.clientHeight });
    };
    const resized = () => {
      const now = scrollerOf(box);
      if (now !== by) {
        by?.removeEventListener('scroll', measure);
        by = now;
        by.addEventListener('scroll', measure, { passive: true });
      }
      if (box.clientHeight === 0) wasHidden = true;
      else if (by.scrollTop === 0 && (by === box || wasHidden)) {
        by.scrollTop = top.current > 0 ? startIn(by, box) + top.current : 0;
        wasHidden = false;
      }
      measure();
    };
    const size = new ResizeObserver(resized);
    size.observe(box);
    resized();
    return () => {
      size.disconnect();
      by?.removeEventListener('scroll', measure);
    };
  }, []);
  const top = useRef(0);
  top.current = view.top;

  const scrollTo = (index: number) => {
    const box = scroller.current;
    if (!box) return;
    const by = scrollerOf(box);
    const y = startIn(by, box) + index * px;
    if (y < by.scrollTop) by.scrollTop = y;
    else if (y + px > by.scrollTop + by.clientHeight) by.scrollTop = y + px - by.clientHeight;
  };
  const page = Math.max(1, Math.floor(view.height / px) - 1);
  const focus = useRowFocus({ scroller, count, page, current: current ?? null, scrollTo });

  useLayoutEffect(() => {
    if (current !== null && current !== undefined && current >= 0) scrollTo(current);
  }, [current, px]);

  useEffect(() => {
    if (onEnd && to >= count - BESIDE) onEnd();
  }, [onEnd, to, count]);

  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  if (focus.active < from && focus.active < count) indexes.unshift(focus.active);
  else if (focus.active >= to && focus.active < count) indexes.push(focus.active);
  return (
    // A scrolling region must be reachable by keyboard: by its rows or, if these are not links, by itself.
    // biome-ignore lint/a11y/useSemanticElements: no landmark: the section around it has the name
    <div class="virtual" ref={scroller} role="group" aria-label={label} onKeyDown={focus.onKeyDown}>
      <ul style={{ height: `${count * px}px` }} aria-label={label}>
        {indexes.map((i) => (
          <li
            key={keyOf(i)}
            data-index={i}
            aria-setsize={count}
            aria-posinset={i + 1}
            style={{ height: `${px}px`, transform: `translateY(${i * px}px)` }}
          >
            <FailureBoundary
              of={keyOf(i)}
              fallback={() => brokenRow?.(i) ?? <p class="list-row text-muted">{keyOf(i)}</p>}
            >
              <Rendered render={() => row(i)} />
            </FailureBoundary>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What scrolls the list: itself or, where the style sheet lets it flow, the pane around it. */
function scrollerOf(box: HTMLElement): HTMLElement {
  for (let at: HTMLElement | null = box; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return box;
}

/** Distance of the list from the start of what is scrolled, in px. */
const startIn = (by: HTMLElement, box: HTMLElement): number =>
  by === box ? 0 : box.getBoundingClientRect().top - by.getBoundingClientRect().top + by.scrollTop;

function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
