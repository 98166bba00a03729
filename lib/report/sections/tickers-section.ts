/** Tickers of the posts, with what they do in the texts. */
import { type Html, html, isolated } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import type { ReportContent } from '../subject.ts';

/** Rows shown at most. */
const MAX_ROWS = 30;
const ROLES = ['discussed', 'topic', 'appended', 'unsupported'] as const;

/** Not for a group: its form and texts show the tickers. */
export function tickersSection({ subject, posts }: ReportContent, locale: ReportLocale): Html {
  if (subject.of === 'group') return html``;
  const counts = new Map<string, Record<(typeof ROLES)[number], number>>();
  for (const { cashtags, otherTickers } of posts)
    for (const { code, role } of [...cashtags, ...otherTickers]) {
      const row = counts.get(code) ?? { discussed: 0, topic: 0, appended: 0, unsupported: 0 };
      row[role]++;
      counts.set(code, row);
    }
  const total = (row: Record<string, number>) => Object.values(row).reduce((sum, n) => sum + n, 0);
  const rows = [...counts].sort((a, b) => total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1));
  if (rows.length === 0) return html``;
  return html`<section>
<h2>${locale.t('tab_tickers')}</h2>
<section class="scroll" tabindex="0" aria-label="${locale.t('tab_tickers')}"><table>
<caption>${locale.t('report_tickers_hint')}</caption>
<thead><tr><th scope="col">${locale.t('filter_ticker')}</th>${ROLES.map((role) => html`<th scope="col">${locale.t(`strip_role_${role}`)}</th>`)}</tr></thead>
<tbody>
${rows.slice(0, MAX_ROWS).map(
  ([code, row]) =>
    html`<tr><th scope="row">${isolated(`$${code}`)}</th>${ROLES.map((role) => html`<td>${locale.number(row[role])}</td>`)}</tr>
`,
)}
</tbody></table></section>
</section>`;
}
