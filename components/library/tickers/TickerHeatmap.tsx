import { t } from '../../../lib/i18n/translate.ts';
import type { TickerWithDays } from '../../../lib/list-rows.ts';
import { ROLES } from '../../../lib/post-enums.ts';
import { formatCount, formatDate, language } from '../../format.ts';

export interface TickerHeatmapProps {
  /** The tickers, one row each. */
  tickers: TickerWithDays[];
  /** Address of the posts behind a cell. */
  hrefOf: (code: string, day: string) => string;
}

/** Days drawn at most: the latest. */
const COLUMNS = 31;

/** Tickers by day: darker for more posts; each cell leads to its posts. Cells carry their number for every reader. */
export function TickerHeatmap({ tickers, hrefOf }: TickerHeatmapProps) {
  const days = [...new Set(tickers.flatMap((ticker) => ticker.days.map(({ day }) => day)))]
    .sort()
    .slice(-COLUMNS);
  const rows = tickers.map(({ code, days: counted }) => ({
    code,
    counts: new Map(counted.map((day) => [day.day, ROLES.reduce((sum, role) => sum + day[role], 0)])),
  }));
  const most = Math.max(1, ...rows.flatMap(({ counts }) => days.map((day) => counts.get(day) ?? 0)));
  return (
    <div class="stack">
      <header class="stack tight">
        <h2 class="detail-title">{t('heatmap_title')}</h2>
        <p class="text-muted small">{t('heatmap_hint')}</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must by keyboard too */}
      <section class="card scroll-x" tabIndex={0} aria-label={t('heatmap_title')}>
        <table class="rider-heatmap ticker-heatmap">
          <thead>
            <tr>
              <td />
              {days.map((day, i) => (
                <th key={day} scope="col" title={formatDate(day)}>
                  <time dateTime={day}>{dayNumber(day, i === 0)}</time>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ code, counts }) => (
              <tr key={code}>
                <th scope="row">
                  <bdi>${code}</bdi>
                </th>
                {days.map((day) => {
                  const count = counts.get(day) ?? 0;
                  return (
                    <td key={day} class={`heat-cell heat-${Math.ceil((4 * count) / most)}`}>
                      {count > 0 && (
                        <a
                          href={hrefOf(code, day)}
                          aria-label={`$${code}, ${formatDate(day)}: ${formatCount('posts_count', count)}`}
                          title={`${formatDate(day)}: ${formatCount('posts_count', count)}`}
                        >
                          {count}
                        </a>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** "8", and "May 1" where a month begins. Days of the library are days in UTC. */
function dayNumber(day: string, withMonth: boolean): string {
  const time = new Date(day);
  return time.toLocaleDateString(language(), {
    day: 'numeric',
    timeZone: 'UTC',
    ...(withMonth || time.getUTCDate() === 1 ? { month: 'short' } : {}),
  });
}
