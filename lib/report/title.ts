/** Titles: of a report, and of a group by its text. */
import type { MessageKey } from '../i18n/translate.ts';
import type { CopyKind } from '../post.ts';
import type { GroupStory, StoryPost } from './group-story.ts';
import type { ReportLocale } from './report-locale.ts';
import type { ReportContent } from './subject.ts';

/** Characters of a text that are a title. */
const LENGTH = 90;

/** "22 posts share this template", by kind; a message with plural forms. */
export const STORY_KEY: Record<CopyKind, MessageKey> = {
  exact: 'story_exact',
  near: 'story_near',
  excerpt: 'story_excerpt',
  template: 'story_template',
  figures: 'story_figures',
};

/** The beginning of a post's title or text on one line, cut at a word where possible. */
function textTitle({ title, text }: Pick<StoryPost, 'title' | 'text'>, length = LENGTH): string {
  const whole = (title?.trim() || text).replace(/\s+/gu, ' ').trim();
  const letters = Array.from(whole);
  if (letters.length <= length) return whole;
  const cut = letters.slice(0, length).join('');
  const space = cut.lastIndexOf(' ');
  const kept = space > cut.length / 2 ? cut.slice(0, space) : cut;
  // Not four dots after a sentence.
  return `${kept.replace(/[.…\s]+$/u, '')}…`;
}

/** The text that represents a group: the first's, or the earliest member's. */
export function storyTitle({ first, members }: GroupStory<StoryPost>, length?: number): string {
  const post = (first ?? members[0])?.post;
  return post ? textTitle(post, length) : '';
}

/** The title of a report. */
export function reportTitle({ subject, stories, posts }: ReportContent, locale: ReportLocale): string {
  switch (subject.of) {
    case 'group':
      return stories[0] ? `“${storyTitle(stories[0])}”` : locale.t('report_nothing');
    case 'campaign':
      return locale.t('report_campaign', subject.name);
    case 'author':
      return locale.t('report_author', locale.author(subject.author));
    case 'posts':
      return subject.filter === null
        ? locale.count('report_selection', posts.length)
        : locale.count('report_filter', posts.length, subject.filter);
  }
}
