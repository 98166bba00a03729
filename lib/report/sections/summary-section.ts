/** What is claimed, in figures and sentences. */
import { authorKey } from '../../text/author-key.ts';
import { type Html, html } from '../html.ts';
import type { ReportWords } from '../report-words.ts';
import type { ReportContent } from '../subject.ts';

export function summarySection({ posts, stories, subject }: ReportContent, words: ReportWords): Html {
  const own = new Set(posts.map(({ id }) => id));
  const copies = stories.flatMap(({ members }) =>
    members.filter(({ post, source }) => source !== null && own.has(post.id)),
  ).length;
  const authors = new Set(posts.flatMap(({ author }) => authorKey(author) ?? [])).size;
  const times = posts.flatMap(({ postedAt }) => postedAt ?? []);
  const [start, end] = [times[0], times.at(-1)];
  const fact = (name: string, value: string | Html) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<section>
<h2>${words.t('report_summary')}</h2>
<dl class="facts">
${fact(words.t('report_posts'), words.number(posts.length))}
${authors > 0 && fact(words.t('report_authors'), words.number(authors))}
${fact(words.t('report_copies'), words.number(copies))}
${subject.of !== 'group' && fact(words.t('report_groups'), words.number(stories.length))}
${start && end && fact(words.t('report_period'), words.period(Date.parse(start), Date.parse(end)))}
</dl>
${stories.length === 0 && html`<p>${words.t('report_no_copies')}</p>`}
<p class="muted">${words.t('report_caveat')}</p>
</section>`;
}
