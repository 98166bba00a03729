/** What is claimed, in figures and sentences. */
import { authorKey } from '../../text/author-key.ts';
import { type Html, html } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import type { ReportContent } from '../subject.ts';

export function summarySection({ posts, stories, subject }: ReportContent, locale: ReportLocale): Html {
  const own = new Set(posts.map(({ id }) => id));
  const copies = stories.flatMap(({ members }) =>
    members.filter(({ post, source }) => source !== null && own.has(post.id)),
  ).length;
  const authors = new Set(posts.flatMap(({ author }) => authorKey(author) ?? [])).size;
  const times = posts.flatMap(({ postedAt }) => postedAt ?? []);
  const [start, end] = [times[0], times.at(-1)];
  const fact = (name: string, value: string | Html) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<section>
<h2>${locale.t('report_summary')}</h2>
<dl class="facts">
${fact(locale.t('report_posts'), locale.number(posts.length))}
${authors > 0 && fact(locale.t('report_authors'), locale.number(authors))}
${fact(locale.t('report_copies'), locale.number(copies))}
${subject.of !== 'group' && fact(locale.t('report_groups'), locale.number(stories.length))}
${start && end && fact(locale.t('report_period'), locale.period(Date.parse(start), Date.parse(end)))}
</dl>
${stories.length === 0 && html`<p>${locale.t('report_no_copies')}</p>`}
<p class="muted">${locale.t('report_caveat')}</p>
</section>`;
}
