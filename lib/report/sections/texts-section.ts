/** The texts of the posts that no pair shows. */
import { wholeText } from '../group-story.ts';
import { type Html, html, isolated } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import type { ReportContent } from '../subject.ts';
import { pairsOf } from './pairs-section.ts';

/** Texts shown at most; the data of the report has all. */
const MAX_TEXTS = 500;

export function textsSection(content: ReportContent, locale: ReportLocale): Html {
  const paired = new Set(pairsOf(content).flatMap(({ post, source }) => [post.id, source?.post.id]));
  const others = content.posts.filter(({ id }) => !paired.has(id));
  if (others.length === 0) return html``;
  const left = others.length - MAX_TEXTS;
  return html`<section>
<h2>${locale.t('report_texts')}</h2>
${others.slice(0, MAX_TEXTS).map(
  (post) => html`<div class="pair">
<p><strong>${locale.t('report_number', locale.number(content.numbers.get(post.id) ?? 0))}</strong> ${isolated(locale.author(post.author))} <span class="muted" dir="ltr">${locale.instant(post.postedAt)}</span></p>
<div class="text" dir="auto">${wholeText(post)}</div>
</div>
`,
)}
${left > 0 && html`<p>${locale.count('report_texts_left', left)}</p>`}
</section>`;
}
