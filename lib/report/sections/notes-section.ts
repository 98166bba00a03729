/** The reader's own notes and tags. */
import { type Html, html, isolated } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import { type ReportContent, shownPosts } from '../subject.ts';

export function notesSection(content: ReportContent, locale: ReportLocale): Html {
  const noted = shownPosts(content).filter(({ note, tags }) => note.trim() !== '' || tags.length > 0);
  const reviewed = content.document.copyGroups.filter(
    ({ review, members }) => review && members.some(({ id }) => content.numbers.has(id)),
  );
  if (noted.length + reviewed.length === 0) return html``;
  return html`<section>
<h2>${locale.t('report_notes')}</h2>
<p class="muted">${locale.t('report_notes_hint')}</p>
${reviewed.map(({ members, review }) => {
  const places = members.flatMap(({ id }) => content.numbers.get(id) ?? []).sort((a, b) => a - b);
  return html`<div class="pair short">
<p><strong>${locale.t('report_group', locale.t('report_number', locale.number(places[0] ?? 0)))}</strong> ${review && locale.t(`review_${review.state}`)}${tagList(review?.tags ?? [])}</p>
${review && review.note.trim() !== '' && html`<div class="text" dir="auto">${review.note}</div>`}
</div>
`;
})}
${noted.map(
  (post) => html`<div class="pair short">
<p><strong>${locale.t('report_number', locale.number(content.numbers.get(post.id) ?? 0))}</strong> ${isolated(locale.author(post.author))}${tagList(post.tags)}</p>
${post.note.trim() !== '' && html`<div class="text" dir="auto">${post.note}</div>`}
</div>
`,
)}
</section>`;
}

const tagList = (tags: readonly string[]): Html =>
  html`${tags.map((tag, i) => html`${i === 0 ? ' · ' : ', '}${isolated(tag)}`)}`;
