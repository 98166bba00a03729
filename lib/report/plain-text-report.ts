/** The report as plain text, for a form that takes no file: what is claimed, who was first, and each post's address. */

import type { ExportDocument } from '../store/export/export-schema.ts';
import { type Messages, ReportLocale } from './report-locale.ts';
import { timeEvidence } from './sections/time-evidence.ts';
import { type ReportContent, type ReportSubject, selectContent, shownPosts } from './subject.ts';
import { reportTitle, STORY_KEY, storyTitle } from './title.ts';

/** Groups named at most. */
const MAX_GROUPS = 20;

/** @returns lines joined by `\n`; texts of posts are on one line each, without control characters */
export function plainTextReport(request: {
  document: ExportDocument;
  subject: ReportSubject;
  messages: Messages;
}): string {
  const content = selectContent(request.document, request.subject);
  const locale = new ReportLocale(request.messages);
  const lines = [locale.t('report_title'), reportTitle(content, locale), ''];
  for (const story of content.stories.slice(0, MAX_GROUPS)) {
    const { kind, members, authors, first } = story;
    const size = locale.count(STORY_KEY[kind], members.length);
    lines.push(authors > 0 ? `${size} (${locale.count('authors_count', authors)})` : size);
    if (request.subject.of !== 'group') lines.push(`“${storyTitle(story)}”`);
    if (first) {
      const { author, postedAt } = first.post;
      lines.push(
        `${locale.t('report_first')} ${locale.author(author)}, ${locale.instant(postedAt)} (${timeEvidence(first.post, locale)})`,
      );
    } else lines.push(locale.t('copies_first_unknown'));
    lines.push(locale.t(`copies_kind_${kind}_means`), '');
  }
  lines.push(locale.t('report_caveat'), '', ...postLines(content, locale), '');
  lines.push(
    locale.t('report_made', content.document.generator, locale.instant(content.document.exportedAt)),
  );
  return lines.map(plainLine).join('\n');
}

function postLines(content: ReportContent, locale: ReportLocale): string[] {
  const { numbers, stories } = content;
  const members = new Map(
    stories.flatMap((story) => story.members.map((member) => [member.post.id, member] as const)),
  );
  return shownPosts(content).map((post) => {
    const { source, isFirst, kind, score } = members.get(post.id) ?? {};
    const number = (id: string) => locale.t('report_number', locale.number(numbers.get(id) ?? 0));
    const facts = [
      `${number(post.id)} ${locale.author(post.author)}`,
      locale.instant(post.postedAt),
      isFirst && locale.t('copies_first'),
      source &&
        kind &&
        `${locale.t('report_repeats')} ${number(source.post.id)} (${locale.t(`copies_kind_${kind}`)} ${locale.percent(score ?? 0)})`,
      post.url ?? post.id,
    ];
    return facts.filter(Boolean).join(' · ');
  });
}

/** One line of plain text: no controls, no characters that turn the direction of what follows. */
const plainLine = (line: string): string =>
  line
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
