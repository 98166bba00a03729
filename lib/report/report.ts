/**
 * The evidence report: one HTML file that holds all it needs, loads nothing and runs nothing. A pure function of an
 * export document, so that library, command line and tests make the same report.
 */
import type { ExportDocument } from '../store/export/export-schema.ts';
import { sha256Base64 } from './encode.ts';
import { type Html, html, isolated } from './html.ts';
import { type Messages, ReportLocale } from './report-locale.ts';
import { checkSection } from './sections/check-section.ts';
import { groupSection } from './sections/group-section.ts';
import { notesSection } from './sections/notes-section.ts';
import { pairsSection } from './sections/pairs-section.ts';
import { partnersSection } from './sections/partners-section.ts';
import { postsSection } from './sections/posts-section.ts';
import { spreadFigure } from './sections/spread-figure.ts';
import { summarySection } from './sections/summary-section.ts';
import { textsSection } from './sections/texts-section.ts';
import { tickersSection } from './sections/tickers-section.ts';
import { REPORT_STYLE } from './style.ts';
import { type ReportContent, type ReportSubject, selectContent } from './subject.ts';
import { reportTitle } from './title.ts';

interface ReportRequest {
  /** The posts of the report with their groups, and the posts that these are compared with. */
  document: ExportDocument;
  subject: ReportSubject;
  messages: Messages;
}

/** Groups with a section of their own; smaller ones are in the table of posts only. */
const MAX_GROUPS = 40;

/**
 * @returns the HTML file as text
 * @throws nothing for any valid document; the report of a subject without posts has a line about that
 */
export async function htmlReport({ document, subject, messages }: ReportRequest): Promise<string> {
  const content = selectContent(document, subject);
  const locale = new ReportLocale(messages);
  const style = await sha256Base64(REPORT_STYLE);
  return page(content, locale, style).text;
}

function page(content: ReportContent, locale: ReportLocale, styleHash: string): Html {
  const { document, subject, stories } = content;
  const title = reportTitle(content, locale);
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const groups = stories.slice(0, MAX_GROUPS);
  return html`<!DOCTYPE html>
<html lang="${locale.language}" dir="${locale.dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${locale.t('report_title')} · Feedglass</title>
<style>${REPORT_STYLE_HTML}</style>
</head>
<body>
<header>
<p class="kicker">${locale.t('report_title')}</p>
<h1>${isolated(title)}</h1>
<p class="muted">${locale.t('report_made', document.generator, locale.instant(document.exportedAt))}</p>
</header>
<main>
${summarySection(content, locale)}
${subject.of !== 'group' && spreadFigure(content.posts, null, locale)}
${subject.of === 'author' && partnersSection(content, locale)}
${groups.map((story, i) => groupSection(story, content, locale, subject.of === 'group' ? null : i + 1))}
${tickersSection(content, locale)}
${postsSection(content, locale)}
${pairsSection(content, locale)}
${textsSection(content, locale)}
${notesSection(content, locale)}
${checkSection(content, locale)}
</main>
</body>
</html>
`;
}

/** The style sheet is a constant of ours without `<`, `&` or quotation marks of HTML; escaping would change its hash. */
const REPORT_STYLE_HTML: Html = Object.assign(html``, { text: REPORT_STYLE });
