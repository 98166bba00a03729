import type { AuthorFacts } from '../../../lib/author-facts.ts';
import { t } from '../../../lib/i18n/translate.ts';
import { formatCount, formatDate } from '../../format.ts';

/** Number of tickers listed. */
const SHOWN = 12;
const BAR = { width: 6, gap: 1, height: 24 };

export interface TickerTimesProps {
  facts: AuthorFacts;
  /** Address of the author's posts that mention a ticker. */
  hrefOf: (code: string) => string;
}

/** The tickers of an author: the number of posts of each, in total and over time. */
export function TickerTimes({ facts, hrefOf }: TickerTimesProps) {
  const tickers = facts.tickers.slice(0, SHOWN);
  const most = Math.max(1, ...tickers.flatMap(({ counts }) => counts));
  if (tickers.length === 0) return null;
  const period = t('author_days', formatDate(facts.firstAt), formatDate(facts.lastAt));
  return (
    <section class="card stack">
      <h3>{t('tab_tickers')}</h3>
      <ul class="stack tight">
        {tickers.map(({ code, posts, counts }) => (
          <li key={code} class="row">
            <a class="chip topic ticker-code" href={hrefOf(code)}>
              <bdi>${code}</bdi>
            </a>
            <svg
              class="ticker-bars"
              viewBox={`0 0 ${counts.length * (BAR.width + BAR.gap)} ${BAR.height}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={period}
            >
              {counts.map((count, i) => (
                <rect
                  key={i}
                  class="is-discussed"
                  x={i * (BAR.width + BAR.gap)}
                  y={BAR.height - (count / most) * BAR.height}
                  width={BAR.width}
                  height={(count / most) * BAR.height}
                />
              ))}
            </svg>
            <span class="small number nowrap">{formatCount('posts_count', posts)}</span>
          </li>
        ))}
      </ul>
      <p class="text-muted small">{period}</p>
    </section>
  );
}
