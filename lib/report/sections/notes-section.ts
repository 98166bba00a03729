/** The reader's own notes and tags. */
import { type Html, html, isolated } from '../html.ts';
import type { ReportWords } from '../report-words.ts';
import { type ReportContent, shownPosts } from '../subject.ts';

export function notesSection(content: ReportContent, words: ReportWords): Html {
  const noted = shownPosts(content).filter(({ note, tags }) => note.trim() !== '' || tags.length > 0);
  if (noted.length === 0) return html``;
  return html`<section>
<h2>${words.t('report_notes')}</h2>
<p class="muted">${words.t('report_notes_hint')}</p>
${noted.map(
  (post) => html`<div class="pair short">
<p><strong>${words.t('report_number', words.number(content.numbers.get(post.id) ?? 0))}</strong> ${isolated(words.author(post.author))}${post.tags.length > 0 && html` · ${post.tags.map((tag, i) => html`${i > 0 && ', '}${isolated(tag)}`)}`}</p>
${post.note.trim() !== '' && html`<div class="text" dir="auto">${post.note}</div>`}
</div>
`,
)}
</section>`;
}
