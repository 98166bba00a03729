/** Of an author: whose earlier posts theirs repeat, and whose later posts repeat theirs. Counts of texts, no judgement. */
import type { ExportRecord } from '../../store/export/export-schema.ts';
import { authorKey } from '../../text/author-key.ts';
import { type Html, html, isolated } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import type { ReportContent } from '../subject.ts';

/** Authors listed at most, in each direction. */
const MAX_ROWS = 25;

export function partnersSection({ posts, stories }: ReportContent, locale: ReportLocale): Html {
  const own = new Set(posts.map(({ id }) => id));
  const sources = new Map<string, { author: ExportRecord['author']; count: number }>();
  const followers: typeof sources = new Map();
  const add = (table: typeof sources, author: ExportRecord['author']) => {
    const key = authorKey(author) ?? '';
    const row = table.get(key) ?? { author, count: 0 };
    row.count++;
    table.set(key, row);
  };
  for (const { post, source } of stories.flatMap(({ members }) => members)) {
    if (source === null) continue;
    if (own.has(post.id)) add(sources, source.post.author);
    if (own.has(source.post.id) && !own.has(post.id)) add(followers, post.author);
  }
  return html`${list('report_sources', sources)}${list('report_followers', followers)}`;

  function list(key: 'report_sources' | 'report_followers', table: typeof sources): Html {
    const rows = [...table.values()].sort((a, b) => b.count - a.count).slice(0, MAX_ROWS);
    return rows.length === 0
      ? html``
      : html`<section>
<h2>${locale.t(key)}</h2>
<ul>${rows.map(({ author, count }) => html`<li>${isolated(locale.author(author))}: ${locale.count('posts_count', count)}</li>`)}</ul>
</section>`;
  }
}
