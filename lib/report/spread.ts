/** Geometry of the plot of how a text spread: the number of posts up to each moment. Pure; used by page, report and picture. */
import { DAY, HOUR, MINUTE, SECOND } from '../time-units.ts';

interface SpreadBox {
  width: number;
  height: number;
  /** Room for the labels: left, right, top, bottom. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Least distance between two ticks of the time axis. */
  tickWidth: number;
}

interface Spread {
  /** Each post with a time, earliest first; `count` is its place, from 1. */
  points: { id: string; ms: number; count: number; x: number; y: number }[];
  /** The step line, and the area below it, as SVG paths. */
  line: string;
  area: string;
  /** Ticks of the time axis; `unit` is the unit of their labels. */
  xTicks: { ms: number; x: number; unit: 'day' | 'time' | 'second' }[];
  yTicks: { count: number; y: number }[];
  /** The position of zero posts. */
  baseY: number;
  endX: number;
}

/** Where the name of the first stands: beside the line, never on it; below where there is room, else above. */
export const firstLabelY = (y: number, baseY: number): number => (baseY - y > 28 ? y + 19 : y - 11);

const STEPS = [
  ...[1, 5, 15, 30].map((n) => n * SECOND),
  ...[1, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365, 1825].map((n) => n * DAY),
];
const MOST_Y_TICKS = 4;

/**
 * @param times posts with their times in ms, in any order; without one there is no plot
 * @param zone what to add to UTC so that ticks fall on the reader's midnight, in ms
 */
export function spread(
  times: readonly { id: string; ms: number }[],
  box: SpreadBox,
  zone = 0,
): Spread | null {
  const sorted = [...times].sort((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1));
  const [start, end] = [sorted[0]?.ms, sorted.at(-1)?.ms];
  if (start === undefined || end === undefined) return null;
  const endX = box.width - box.right;
  const baseY = box.height - box.bottom;
  const width = endX - box.left;
  const length = Math.max(end - start, 1);
  const yStep = niceStep(sorted.length / MOST_Y_TICKS);
  const top = Math.ceil(sorted.length / yStep) * yStep;
  const xOf = (ms: number) => round(box.left + (end === start ? width / 2 : (width * (ms - start)) / length));
  const yOf = (count: number) => round(baseY - ((baseY - box.top) * count) / top);

  const points = sorted.map(({ id, ms }, i) => ({ id, ms, count: i + 1, x: xOf(ms), y: yOf(i + 1) }));
  let line = `M${xOf(start)} ${baseY}`;
  for (const { x, y } of points) line += `H${x}V${y}`;
  line += `H${endX}`;
  const yTicks = Array.from({ length: top / yStep + 1 }, (_, i) => ({ count: i * yStep, y: yOf(i * yStep) }));
  return { points, line, area: `${line}V${baseY}Z`, xTicks: ticks(), yTicks, baseY, endX };

  function ticks(): Spread['xTicks'] {
    if (start === undefined || end === undefined) return [];
    if (start === end) return [{ ms: start, x: xOf(start), unit: 'time' }];
    const most = Math.max(1, Math.floor(width / box.tickWidth));
    const step = STEPS.find((size) => length / size <= most) ?? (STEPS.at(-1) as number);
    const unit = step >= DAY ? 'day' : step >= MINUTE ? 'time' : 'second';
    const found: Spread['xTicks'] = [];
    const from = Math.ceil((start + zone) / step) * step - zone;
    for (let ms = from; ms <= end; ms += step) found.push({ ms, x: xOf(ms), unit });
    return found;
  }
}

/** The smallest of 1, 2, 5, 10, 20, … that is not below `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, least))));
  return ([1, 2, 5, 10].find((n) => n * power >= least) ?? 10) * power;
}

const round = (value: number): number => Math.round(value * 10) / 10;
