/** The form that the texts of a group share, with its changing parts marked, and what fills them. */

import type { ExportRecord } from '../../store/export/export-schema.ts';
import type { StoryMember } from '../group-story.ts';
import { type Html, html, isolated } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import type { ReportContent } from '../subject.ts';
import { slotLabel, type TemplateForm } from '../template-form.ts';

/** Slots with a column of their own: what fits on paper. */
const MAX_COLUMNS = 6;
/** Characters of a value that are shown. */
const VALUE_LENGTH = 60;

export function formFigure(
  { parts, followers, compared }: TemplateForm,
  members: readonly StoryMember<ExportRecord>[],
  { numbers }: ReportContent,
  locale: ReportLocale,
): Html {
  // Short slot values are shown in a table; free text is shown with the pairs.
  const slots = parts
    .flatMap(({ slot }, i) =>
      slot && slot.kind !== 'words' ? [{ ...slot, label: slotLabel(parts, i) }] : [],
    )
    .slice(0, MAX_COLUMNS);
  const columns = slots.map(({ values }) => new Map(values));
  const following = new Set(followers);
  const rows = members.filter(({ post }) => following.has(post.id));
  return html`<h3>${locale.t('form_title')}</h3>
<p class="muted">${locale.t('form_hint', locale.number(followers.length), locale.number(compared))}</p>
<div class="form" dir="auto">${parts.map(({ text, slot }) => (slot ? marked(text) : text))}</div>
${
  columns.length > 0 &&
  html`<section class="scroll" tabindex="0" aria-label="${locale.t('slots_title')}"><table>
<caption>${locale.t('slots_title')}</caption>
<thead><tr><th scope="col">${locale.t('report_no')}</th>${slots.map(({ kind, label }) => html`<th scope="col">${label === null ? locale.t(`slot_${kind}`) : isolated(label)}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ({ post }) =>
    html`<tr><th scope="row">${locale.number(numbers.get(post.id) ?? 0)}</th>${columns.map((column) => html`<td><bdi>${shorten(column.get(post.id) ?? '')}</bdi></td>`)}</tr>
`,
)}
</tbody></table></section>`
}`;
}

/** The mark without the white space around the words. */
function marked(text: string): Html {
  const inside = text.trim();
  const start = text.indexOf(inside);
  return inside === ''
    ? html`${text}`
    : html`${text.slice(0, start)}<span class="slot">${inside}</span>${text.slice(start + inside.length)}`;
}

const shorten = (value: string): string => {
  const letters = Array.from(value);
  return letters.length > VALUE_LENGTH ? `${letters.slice(0, VALUE_LENGTH).join('')}…` : value || '–';
};
