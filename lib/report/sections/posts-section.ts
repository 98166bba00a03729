/** The table of all posts: who, when by which evidence, and what each repeats. */
import type { ExportRecord } from '../../store/export/export-schema.ts';
import type { StoryMember } from '../group-story.ts';
import { type Html, html, isolated } from '../html.ts';
import type { ReportWords } from '../report-words.ts';
import { type ReportContent, shownPosts } from '../subject.ts';
import { timeEvidence } from './time-evidence.ts';

export function postsSection(content: ReportContent, words: ReportWords): Html {
  const { numbers, stories } = content;
  const members = new Map(
    stories.flatMap((story) => story.members.map((member) => [member.post.id, member] as const)),
  );
  const posts = shownPosts(content);
  const evidence = new Set(
    posts.filter(({ postedAt }) => postedAt !== null).map((post) => timeEvidence(post, words)),
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
<h2>${words.t('report_posts')}</h2>
<div class="scroll"><table>
<caption>${words.t('report_posts_hint')}${evidence.size === 1 && ` ${words.t('report_posted')}: ${only}.`}</caption>
<thead><tr>${head.map((key) => html`<th scope="col">${words.t(key)}</th>`)}</tr></thead>
<tbody>
${posts.map((post) => row(post, members.get(post.id)))}
</tbody></table></div>
</section>`;

  function row(post: ExportRecord, member: StoryMember<ExportRecord> | undefined): Html {
    const { source, isFirst, kind, score, lag } = member ?? {};
    return html`<tr>
<th scope="row">${words.number(numbers.get(post.id) ?? 0)}</th>
<td>${isolated(words.author(post.author))}</td>
<td><span class="number" dir="ltr">${words.instant(post.postedAt)}</span>${post.postedAt !== null && evidence.size > 1 && html`<br><span class="muted">${timeEvidence(post, words)}</span>`}</td>
<td>${isFirst ? words.t('copies_first') : lag === null || lag === undefined ? '–' : words.duration(lag)}</td>
<td>${source ? words.t('report_number', words.number(numbers.get(source.post.id) ?? 0)) : '–'}</td>
<td>${source && kind !== undefined && score !== undefined ? match(kind, score) : '–'}</td>
</tr>
`;
  }

  /** The share as a bar and as a number. */
  function match(kind: StoryMember<ExportRecord>['kind'], score: number): Html {
    return html`${words.t(`copies_kind_${kind}`)} ${words.percent(score)}<svg viewBox="0 0 100 5" aria-hidden="true"><rect class="bar-track" width="100" height="5" rx="2"/><rect class="bar" width="${Math.round(score * 100)}" height="5" rx="2"/></svg>`;
  }
}
