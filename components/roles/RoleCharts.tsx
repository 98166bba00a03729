/** Small charts of counts. */

import { t } from '../../lib/i18n/translate.ts';
import type { RoleCounts, TickerDay } from '../../lib/list-rows.ts';
import { DAY } from '../../lib/time-units.ts';
import { formatDate, formatNumber } from '../format.ts';

/** Share of a ticker's mentions that discuss it, beside the share where it is a rider. */
export function RoleBar({ counts }: { counts: RoleCounts }) {
  const about = counts.discussed + counts.topic;
  const along = counts.appended + counts.unsupported;
  const all = about + along || 1;
  const split = (100 * about) / all;
  return (
    <svg
      class="role-bar"
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('ticker_bar', formatNumber(about), formatNumber(along))}
    >
      <rect class="is-discussed" width={split} height="6" />
      <rect class="is-rider" x={split} width={100 - split} height="6" />
    </svg>
  );
}

const HEIGHT = 36;
/** Maximum number of days to draw. */
const DAYS = 60;

/**
 * Stacked bars of posts by day, including days without posts.
 * @param days the days that have posts, earliest first
 */
export function DailyTrend({ days }: { days: TickerDay[] }) {
  const filled = fillDays(days);
  const most = Math.max(1, ...filled.map((d) => discussedCount(d) + riderCount(d)));
  const first = filled[0];
  const last = filled.at(-1);
  if (!first || !last) return null;
  const width = 100 / filled.length;
  return (
    <figure class="trend">
      <svg
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('ticker_trend', formatDate(first.day), formatDate(last.day), formatNumber(most))}
      >
        {filled.map((d, i) => {
          const low = (HEIGHT * discussedCount(d)) / most;
          const high = (HEIGHT * riderCount(d)) / most;
          return (
            <g key={d.day} transform={`translate(${i * width} 0)`}>
              <rect class="is-discussed" width={width * 0.8} y={HEIGHT - low} height={low} />
              <rect class="is-rider" width={width * 0.8} y={HEIGHT - low - high} height={high} />
            </g>
          );
        })}
      </svg>
      <figcaption class="row text-muted small">
        <span>{formatDate(first.day)}</span>
        {last !== first && <span class="push-end">{formatDate(last.day)}</span>}
      </figcaption>
    </figure>
  );
}

const discussedCount = (d: RoleCounts) => d.discussed + d.topic;
const riderCount = (d: RoleCounts) => d.appended + d.unsupported;

/** The last days, up to `DAYS`, including those without posts. */
function fillDays(days: TickerDay[]): TickerDay[] {
  const last = days.at(-1);
  const first = days[0];
  if (!first || !last) return [];
  const known = new Map(days.map((d) => [d.day, d]));
  const end = Date.parse(last.day);
  const start = Math.max(Date.parse(first.day), end - (DAYS - 1) * DAY);
  const filled: TickerDay[] = [];
  for (let time = start; time <= end; time += DAY) {
    const name = new Date(time).toISOString().slice(0, 10);
    filled.push(known.get(name) ?? { day: name, discussed: 0, appended: 0, unsupported: 0, topic: 0 });
  }
  return filled;
}
