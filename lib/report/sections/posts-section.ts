/** The table of all posts: author, time with its evidence, and the post that each repeats. */
import type { ExportRecord } from '../../store/export/export-schema.ts';
import type { StoryMember } from '../group-story.ts';
import { type Html, html, isolated } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import { type ReportContent, shownPosts } from '../subject.ts';
import { timeEvidence } from './time-evidence.ts';

export function postsSection(content: ReportContent, locale: ReportLocale): Html {
  const { numbers, stories } = content;
  const members = new Map(
    stories.flatMap((story) => story.members.map((member) => [member.post.id, member] as const)),
  );
  const posts = shownPosts(content);
  const evidence = new Set(
    posts.filter(({ postedAt }) => postedAt !== null).map((post) => timeEvidence(post, locale)),
  );
  const [only] = evidence;
  const head = [
    'report_no',
    'slots_author',
    'report_posted',
    'report_lag',
    'report_repeats',
    'report_match',
  ] as const;
  return html`<section>
<h2>${locale.t('report_posts')}</h2>
<section class="scroll" tabindex="0" aria-label="${locale.t('report_posts')}"><table>
<caption>${locale.t('report_posts_hint')}${evidence.size === 1 && ` ${locale.t('report_posted')}: ${only}.`}</caption>
<thead><tr>${head.map((key) => html`<th scope="col">${locale.t(key)}</th>`)}</tr></thead>
<tbody>
${posts.map((post) => row(post, members.get(post.id)))}
</tbody></table></section>
</section>`;

  function row(post: ExportRecord, member: StoryMember<ExportRecord> | undefined): Html {
    const { source, isFirst, kind, score, lag } = member ?? {};
    return html`<tr>
<th scope="row">${locale.number(numbers.get(post.id) ?? 0)}</th>
<td>${isolated(locale.author(post.author))}</td>
<td><span class="number" dir="ltr">${locale.instant(post.postedAt)}</span>${post.postedAt !== null && evidence.size > 1 && html`<br><span class="muted">${timeEvidence(post, locale)}</span>`}</td>
<td>${isFirst ? locale.t('copies_first') : lag === null || lag === undefined ? '–' : locale.duration(lag)}</td>
<td>${source ? locale.t('report_number', locale.number(numbers.get(source.post.id) ?? 0)) : '–'}</td>
<td>${source && kind !== undefined && score !== undefined ? match(kind, score) : '–'}</td>
</tr>
`;
  }

  /** The share as a bar and as a number. */
  function match(kind: StoryMember<ExportRecord>['kind'], score: number): Html {
    return html`${locale.t(`copies_kind_${kind}`)} ${locale.percent(score)}<svg viewBox="0 0 100 5" aria-hidden="true"><rect class="bar-track" width="100" height="5" rx="2"/><rect class="bar" width="${Math.round(score * 100)}" height="5" rx="2"/></svg>`;
  }
}
