import { t, tPlural } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { authorName, formatDateTime, formatNumber } from '../../format.ts';

export interface TimelineProps {
  /** The group's posts; those without a time are only counted. */
  posts: StoredPost[];
  first: string | null;
}

/** Maximum number of authors with their own row. */
const LANES = 10;

/** Timeline of a group: one row per author, in the order of their first post. */
export function Timeline({ posts, first }: TimelineProps) {
  const timed = posts.flatMap((post) =>
    post.postedAt === null ? [] : [{ post, ms: Date.parse(post.postedAt) }],
  );
  const start = Math.min(...timed.map(({ ms }) => ms));
  const end = Math.max(...timed.map(({ ms }) => ms));
  if (timed.length === 0) return <p class="text-muted small">{t('timeline_no_times')}</p>;

  const lanes = new Map<string, typeof timed>();
  for (const entry of timed) {
    const name = authorName(entry.post.author);
    const lane = lanes.get(name);
    if (lane) lane.push(entry);
    else lanes.set(name, [entry]);
  }
  const shown = [...lanes].slice(0, LANES);
  const place = (ms: number) => (end === start ? 50 : 2 + (96 * (ms - start)) / (end - start));
  return (
    <figure class="timeline" aria-label={t('timeline_title')}>
      {shown.map(([name, entries]) => (
        <div key={name} class="lane">
          <bdi class="truncate small" title={name}>
            {name}
          </bdi>
          <svg width="100%" height="22" role="img" aria-label={name}>
            <line x1="0" y1="11" x2="100%" y2="11" class="lane-line" />
            {entries.map(({ post, ms }) => (
              <circle
                key={post.id}
                class={post.id === first ? 'dot first' : 'dot'}
                cx={`${place(ms)}%`}
                cy="11"
                r={post.id === first ? 6 : 4.5}
              >
                <title>{formatDateTime(post.postedAt)}</title>
              </circle>
            ))}
          </svg>
        </div>
      ))}
      <figcaption class="lane text-muted small">
        <span>
          {lanes.size > LANES &&
            tPlural('timeline_more', lanes.size - LANES, formatNumber(lanes.size - LANES))}
        </span>
        <span class="row" dir="ltr">
          <bdi>{formatDateTime(new Date(start).toISOString())}</bdi>
          {end > start && (
            <span class="push-end">
              <bdi>{formatDateTime(new Date(end).toISOString())}</bdi>
            </span>
          )}
        </span>
      </figcaption>
      {timed.length < posts.length && (
        <p class="text-muted small">
          {tPlural(
            'timeline_unknown',
            posts.length - timed.length,
            formatNumber(posts.length - timed.length),
          )}
        </p>
      )}
    </figure>
  );
}
