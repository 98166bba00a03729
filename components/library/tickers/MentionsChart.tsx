import { useEffect, useRef } from 'preact/hooks';
import type UPlot from 'uplot';
import { t } from '../../../lib/i18n/translate.ts';
import type { TickerDay } from '../../../lib/list-rows.ts';
import { language } from '../../format.ts';

export interface MentionsChartProps {
  /** uPlot, loaded when a chart is first shown. */
  uPlot: typeof UPlot;
  /** The days that have posts, earliest first. */
  days: TickerDay[];
}

const HEIGHT = 220;
const DAY = 86_400;

/** Mentions by day: discussed below, riders stacked on top. */
export function MentionsChart({ uPlot, days }: MentionsChartProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = box.current;
    if (!host) return;
    const paint = () => {
      plot?.destroy();
      plot = new uPlot(options(uPlot, host, host.clientWidth), data(days), host);
    };
    let plot: UPlot | null = null;
    paint();
    const size = new ResizeObserver(() => plot?.setSize({ width: host.clientWidth, height: HEIGHT }));
    size.observe(host);
    // Colors are drawn on a canvas, so the chart is drawn again when the theme changes.
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', paint);
    return () => {
      size.disconnect();
      dark.removeEventListener('change', paint);
      plot?.destroy();
    };
  }, [uPlot, days]);
  return (
    <figure>
      <div class="mentions-chart" ref={box} dir="ltr">
        <i class="ink-discussed" />
        <i class="ink-rider" />
        <i class="ink-axis" />
        <i class="ink-grid" />
      </div>
      <figcaption class="legend row wrap text-muted small">
        <span class="key is-discussed" /> {t('ticker_about')} <span class="key is-rider" />{' '}
        {t('ticker_along')}
      </figcaption>
    </figure>
  );
}

/**
 * Columns for uPlot: days in seconds, then cumulated sums, so that the taller bar is drawn behind the
 * shorter.
 */
function data(days: TickerDay[]): UPlot.AlignedData {
  const about = days.map((day) => day.discussed + day.topic);
  const all = days.map((day) => day.discussed + day.topic + day.appended + day.unsupported);
  return [days.map((day) => Date.parse(day.day) / 1000), all, about];
}

function options(uPlot: typeof UPlot, host: HTMLElement, width: number): UPlot.Options {
  const color = (name: string) => {
    const probe = host.querySelector(`.ink-${name}`);
    return probe ? getComputedStyle(probe).color : 'gray';
  };
  const bars = uPlot.paths.bars?.({ size: [0.8, 40] });
  const font = '12px system-ui, sans-serif';
  const axis = {
    stroke: color('axis'),
    font,
    grid: { stroke: color('grid'), width: 1 },
    ticks: { show: false },
  };
  const dates = new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: (_, min, max) => [min - DAY, max + DAY] },
      y: { range: (_, __, max) => [0, Math.max(4, max * 1.1)] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        values: (_, times) => times.map((s) => dates.format(s * 1000)),
      },
      {
        ...axis,
        size: 44,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
        values: (_, counts) => counts.map((count) => count.toLocaleString(language())),
      },
    ],
    series: [
      {},
      {
        fill: color('rider'),
        stroke: color('rider'),
        width: 0,
        points: { show: false },
        ...(bars ? { paths: bars } : {}),
      },
      {
        fill: color('discussed'),
        stroke: color('discussed'),
        width: 0,
        points: { show: false },
        ...(bars ? { paths: bars } : {}),
      },
    ],
  };
}
