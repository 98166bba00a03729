/** Addresses and hashes of the posts, how to check them, and the data of the report itself. */
import { base64 } from '../encode.ts';
import { checkedLink, type Html, html } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import { type ReportContent, shownPosts } from '../subject.ts';

/** Name of the file with the data, as the command names it. */
const FILE = 'report-data.json';

export function checkSection(content: ReportContent, locale: ReportLocale): Html {
  const data = `data:application/json;base64,${base64(JSON.stringify(content.document))}`;
  return html`<section>
<h2>${locale.t('report_check')}</h2>
<ol>
<li>${locale.t('report_check_address')}</li>
<li>${locale.t('report_check_time')}</li>
<li>${locale.t('report_check_hash')}</li>
<li>${locale.t('report_check_data')}
<p class="screen"><a class="save" download="${FILE}" href="${data}">${locale.t('report_data')}</a></p>
<pre dir="ltr">npm run --silent verify -- ${FILE}</pre></li>
</ol>
<h3>${locale.t('report_addresses')}</h3>
<table>
<caption>${locale.t('report_hash_hint')}</caption>
<thead><tr><th scope="col">${locale.t('report_no')}</th><th scope="col">${locale.t('report_address')}</th></tr></thead>
<tbody>
${shownPosts(content).map(
  ({ id, url, sha256 }) => html`<tr><th scope="row">${locale.number(content.numbers.get(id) ?? 0)}</th>
<td><span dir="ltr">${url === null ? html`<span class="hash">${id}</span>` : checkedLink(url)}</span><br><span class="hash" dir="ltr">${sha256}</span></td></tr>
`,
)}
</tbody></table>
</section>`;
}
