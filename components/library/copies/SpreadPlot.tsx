import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { firstLabelY, spread } from '../../../lib/report/spread.ts';
import { authorName, formatCount, formatDateTime, formatNumber, language } from '../../format.ts';

export interface SpreadPlotProps {
  /** The group's posts; those without a time are only counted. */
  posts: StoredPost[];
  /** Id of the post that is marked as first; `null` for none. */
  first: string | null;
  hrefOf: (id: string) => string;
}

const HEIGHT = 220;
/** Estimated width of a letter of the label, in px. */
const LETTER = 7;

/**
 * The number of posts of a group over time; each dot leads to its post, the first is a ring with its name. By
 * keyboard the posts are reached in the list of members; the dots are no tab stops.
 */
export function SpreadPlot({ posts, first, hrefOf }: SpreadPlotProps) {
  const figure = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(720);
  useLayoutEffect(() => {
    const box = figure.current;
    if (!box) return;
    const size = new ResizeObserver(() => setWidth(Math.max(240, box.clientWidth)));
    size.observe(box);
    return () => size.disconnect();
  }, []);

  const byId = new Map(posts.map((post) => [post.id, post]));
  const timed = posts.flatMap(({ id, postedAt }) =>
    postedAt === null ? [] : [{ id, ms: Date.parse(postedAt) }],
  );
  const start = Math.min(...timed.map(({ ms }) => ms));
  const zone = timed.length === 0 ? 0 : -new Date(start).getTimezoneOffset() * 60_000;
  const box = { width, height: HEIGHT, left: 34, right: 14, top: 14, bottom: 26, tickWidth: 84 };
  const plot = spread(timed, box, zone);
  if (!plot) return <p class="text-muted small">{t('timeline_no_times')}</p>;

  const end = plot.points.at(-1)?.ms ?? start;
  const period = new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).formatRange(start, end);
  const sentence = t('spread_sentence', formatNumber(timed.length), period);
  const mark = plot.points.find(({ id }) => id === first);
  const firstPost = first === null ? undefined : byId.get(first);
  const label = firstPost
    ? `${t('spread_first')} · ${shorten(authorName(firstPost.author), Math.floor(width / 2 / LETTER))}`
    : '';
  const fits = mark && mark.x + 12 + label.length * LETTER < plot.endX;
  return (
    <figure ref={figure} class="spread" dir="ltr">
      {/* biome-ignore lint/a11y/useSemanticElements: a group of links in a drawing */}
      <svg role="group" width={width} height={HEIGHT} aria-label={sentence}>
        {plot.yTicks.map(({ count, y }) => (
          <g key={count}>
            <line class="spread-axis" x1={box.left} x2={plot.endX} y1={y} y2={y} />
            <text class="spread-label" x={box.left - 6} y={y + 4} text-anchor="end">
              {formatNumber(count)}
            </text>
          </g>
        ))}
        <path class="spread-area" d={plot.area} />
        <path class="spread-step" d={plot.line} />
        {plot.xTicks.map(({ ms, x, unit }) => (
          <g key={ms}>
            <line class="spread-axis" x1={x} x2={x} y1={plot.baseY} y2={plot.baseY + 4} />
            <text class="spread-label" x={x} y={plot.baseY + 17} text-anchor="middle">
              {tickText(ms, unit)}
            </text>
          </g>
        ))}
        {[...plot.points.filter(({ id }) => id !== first), ...(mark ? [mark] : [])].map(({ id, x, y }) => {
          const post = byId.get(id);
          return (
            <a key={id} href={hrefOf(id)} tabIndex={-1} aria-label={post ? authorName(post.author) : id}>
              <circle class={id === first ? 'dot first' : 'dot'} cx={x} cy={y} r={id === first ? 6 : 3.5}>
                <title>{post && `${authorName(post.author)} · ${formatDateTime(post.postedAt)}`}</title>
              </circle>
            </a>
          );
        })}
        {mark && (
          <text
            class="spread-first"
            x={fits ? mark.x + 12 : mark.x - 12}
            y={firstLabelY(mark.y, plot.baseY)}
            text-anchor={fits ? 'start' : 'end'}
          >
            {label}
          </text>
        )}
      </svg>
      {timed.length < posts.length && (
        <figcaption class="text-muted small" dir="auto">
          {formatCount('timeline_unknown', posts.length - timed.length)}
        </figcaption>
      )}
    </figure>
  );
}

function tickText(ms: number, unit: 'day' | 'time' | 'second'): string {
  const time = new Date(ms);
  if (unit === 'day') return time.toLocaleDateString(language(), { month: 'short', day: 'numeric' });
  return time.toLocaleTimeString(language(), { timeStyle: unit === 'time' ? 'short' : 'medium' });
}

function shorten(name: string, most: number): string {
  const letters = Array.from(name);
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name;
}
