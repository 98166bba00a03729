import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { FailureBoundary, Rendered } from './FailureBoundary.tsx';

export interface VirtualListProps {
  label: string;
  /** Total number of rows; only visible ones are in the document. */
  count: number;
  /** Height of every row, in rem. Equal heights make the position of a row a multiplication. */
  rowHeight: number;
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
const BESIDE = 6;

/**
 * A long list that renders only visible rows. For screen readers it is a plain list with the real number of
 * rows and the position of each row.
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
    const look = () => setView({ top: box.scrollTop, height: box.clientHeight });
    const size = new ResizeObserver(look);
    size.observe(box);
    box.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      size.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, []);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || current === null || current === undefined || current < 0) return;
    if (current * px < box.scrollTop) box.scrollTop = current * px;
    else if ((current + 1) * px > box.scrollTop + box.clientHeight)
      box.scrollTop = (current + 1) * px - box.clientHeight;
  }, [current, px]);

  useEffect(() => {
    if (onEnd && to >= count - BESIDE) onEnd();
  }, [onEnd, to, count]);

  const rows = [];
  for (let i = from; i < to; i++) {
    rows.push(
      <li
        key={keyOf(i)}
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
      </li>,
    );
  }
  return (
    // A scrolling region must be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="virtual" ref={scroller} tabIndex={0} aria-label={label}>
      <ul style={{ height: `${count * px}px` }} aria-label={label}>
        {rows}
      </ul>
    </section>
  );
}

function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
