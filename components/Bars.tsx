/** Small pictures of counts. Sizes are SVG attributes: the pages' policy allows no inline style. */

import { t } from '../lib/i18n/translate.ts';
import type { RoleCounts, TickerDay } from '../lib/list-rows.ts';
import { day, number } from './format.ts';

/** How much of a ticker's mentions is about it, and how much rides along. */
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
      aria-label={t('ticker_bar', number(about), number(along))}
    >
      <rect class="about" width={split} height="6" />
      <rect class="along" x={split} width={100 - split} height="6" />
    </svg>
  );
}

const HEIGHT = 36;
/** Days drawn at most. */
const DAYS = 60;

/**
 * Posts by day, the two readings stacked; empty days are drawn as such.
 * @param days days that have posts, earliest first.
 */
export function Trend({ days }: { days: TickerDay[] }) {
  const filled = fill(days);
  const most = Math.max(1, ...filled.map((d) => about(d) + along(d)));
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
        aria-label={t('ticker_trend', day(first.day), day(last.day), number(most))}
      >
        {filled.map((d, i) => {
          const low = (HEIGHT * about(d)) / most;
          const high = (HEIGHT * along(d)) / most;
          return (
            <g key={d.day} transform={`translate(${i * width} 0)`}>
              <rect class="about" width={width * 0.8} y={HEIGHT - low} height={low} />
              <rect class="along" width={width * 0.8} y={HEIGHT - low - high} height={high} />
            </g>
          );
        })}
      </svg>
      <figcaption class="row soft small">
        <span>{day(first.day)}</span>
        {last !== first && <span class="push">{day(last.day)}</span>}
      </figcaption>
    </figure>
  );
}

const about = (d: RoleCounts) => d.discussed + d.topic;
const along = (d: RoleCounts) => d.appended + d.unsupported;

/** The last days up to `DAYS`, with the empty ones between. */
function fill(days: TickerDay[]): TickerDay[] {
  const last = days.at(-1);
  const first = days[0];
  if (!first || !last) return [];
  const known = new Map(days.map((d) => [d.day, d]));
  const end = Date.parse(last.day);
  const start = Math.max(Date.parse(first.day), end - (DAYS - 1) * 86_400_000);
  const filled: TickerDay[] = [];
  for (let time = start; time <= end; time += 86_400_000) {
    const name = new Date(time).toISOString().slice(0, 10);
    filled.push(known.get(name) ?? { day: name, discussed: 0, appended: 0, unsupported: 0, topic: 0 });
  }
  return filled;
}
