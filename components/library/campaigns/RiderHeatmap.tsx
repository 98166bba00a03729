import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost, Ticker } from '../../../lib/post.ts';
import { formatDate, formatNumber, language } from '../../format.ts';

export interface RiderHeatmapProps {
  /** The campaign's own ticker, which is not a rider. */
  code: string;
  posts: StoredPost[];
}

/** Maximum number of riders and days to draw. */
const ROWS = 12;
const COLUMNS = 45;
/** On fewer days there is no course to see: the riders are listed. */
const FEWEST_DAYS = 3;
/** What a rider does in a text: it is tagged, not discussed. */
const isRider = ({ role }: Ticker): boolean => role === 'appended' || role === 'unsupported';

/** Heat map of a campaign's riders: one row per ticker, one column per day, darker for more posts. */
export function RiderHeatmap({ code, posts }: RiderHeatmapProps) {
  const { days, rows, most } = countByDay(code, posts);
  if (rows.length === 0) return <p class="text-muted">{t('riders_none')}</p>;
  if (days.length < FEWEST_DAYS)
    return (
      <p class="row wrap marks">
        {rows.map(([rider, counts]) => (
          <bdi key={rider} class="chip appended">
            ${rider} {formatNumber(total(counts))}
          </bdi>
        ))}
      </p>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and must by keyboard too
    <section class="scroll-x" tabIndex={0} aria-label={t('riders_title')}>
      <table class="rider-heatmap">
        <caption class="visually-hidden">{t('riders_title')}</caption>
        <thead>
          <tr>
            <th scope="col" class="visually-hidden">
              {t('tab_tickers')}
            </th>
            {days.map((day, i) => (
              <th key={day} scope="col">
                <span class="visually-hidden">{formatDate(day)}</span>
                {(i === 0 || i === days.length - 1) && (
                  <span class="text-muted small nowrap" aria-hidden="true">
                    {shortDay(day)}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([rider, counts]) => (
            <tr key={rider}>
              <th scope="row">
                <bdi>${rider}</bdi>
              </th>
              {days.map((day) => {
                const count = counts.get(day) ?? 0;
                return (
                  <td
                    key={day}
                    class={`heat-cell heat-${level(count, most)}`}
                    title={`${formatDate(day)}: ${formatNumber(count)}`}
                  >
                    <span class="visually-hidden">{formatNumber(count)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** "Jun 22". Days of the library are days in UTC. */
const shortDay = (day: string): string =>
  new Date(day).toLocaleDateString(language(), { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** 0 for none, 1 to 4 by quarter of the maximum. */
const level = (count: number, most: number) => (count === 0 ? 0 : Math.ceil((4 * count) / most));

const total = (row: Map<string, number>): number => [...row.values()].reduce((sum, n) => sum + n, 0);

/** Counts the posts of each rider by day; the riders with most posts, and the last days. */
function countByDay(code: string, posts: StoredPost[]) {
  const counts = new Map<string, Map<string, number>>();
  const days = new Set<string>();
  for (const post of posts) {
    // The day as the library counts it: of posting or, if unknown, of the first sighting.
    const day = (post.postedAt ?? post.firstSeenAt).slice(0, 10);
    days.add(day);
    for (const ticker of [...post.cashtags, ...post.otherTickers]) {
      if (ticker.code === code || !isRider(ticker)) continue;
      const row = counts.get(ticker.code) ?? new Map<string, number>();
      row.set(day, (row.get(day) ?? 0) + 1);
      counts.set(ticker.code, row);
    }
  }
  const rows = [...counts].sort((a, b) => total(b[1]) - total(a[1])).slice(0, ROWS);
  const most = Math.max(1, ...rows.flatMap(([, row]) => [...row.values()]));
  return { days: [...days].sort().slice(-COLUMNS), rows, most };
}
