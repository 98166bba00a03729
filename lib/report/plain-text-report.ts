/** The report as plain text, for a form that takes no file: what is claimed, who was first, and each post's address. */

import type { ExportDocument } from '../store/export/export-schema.ts';
import { type Messages, ReportWords } from './report-words.ts';
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
  const words = new ReportWords(request.messages);
  const lines = [words.t('report_title'), reportTitle(content, words), ''];
  for (const story of content.stories.slice(0, MAX_GROUPS)) {
    const { kind, members, authors, first } = story;
    const size = words.count(STORY_KEY[kind], members.length);
    lines.push(authors > 0 ? `${size} (${words.count('authors_count', authors)})` : size);
    if (request.subject.of !== 'group') lines.push(`“${storyTitle(story)}”`);
    if (first) {
      const { author, postedAt } = first.post;
      lines.push(
        `${words.t('report_first')} ${words.author(author)}, ${words.instant(postedAt)} (${timeEvidence(first.post, words)})`,
      );
    } else lines.push(words.t('copies_first_unknown'));
    lines.push(words.t(`copies_kind_${kind}_means`), '');
  }
  lines.push(words.t('report_caveat'), '', ...postLines(content, words), '');
  lines.push(words.t('report_made', content.document.generator, words.instant(content.document.exportedAt)));
  return lines.map(plainLine).join('\n');
}

function postLines(content: ReportContent, words: ReportWords): string[] {
  const { numbers, stories } = content;
  const members = new Map(
    stories.flatMap((story) => story.members.map((member) => [member.post.id, member] as const)),
  );
  return shownPosts(content).map((post) => {
    const { source, isFirst, kind, score } = members.get(post.id) ?? {};
    const number = (id: string) => words.t('report_number', words.number(numbers.get(id) ?? 0));
    const facts = [
      `${number(post.id)} ${words.author(post.author)}`,
      words.instant(post.postedAt),
      isFirst && words.t('copies_first'),
      source &&
        kind &&
        `${words.t('report_repeats')} ${number(source.post.id)} (${words.t(`copies_kind_${kind}`)} ${words.percent(score ?? 0)})`,
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
