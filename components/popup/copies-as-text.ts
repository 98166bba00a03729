/** The copies on a page as plain text, for a message or a report form. */
import { t } from '../../lib/i18n/translate.ts';
import type { PagePostReport } from '../../lib/messages.ts';
import type { CopyAnnotation } from '../../lib/post.ts';
import { authorLabel, copyBadgeLine } from '../choose-badge-message.ts';
import { DASH, formatPercent } from '../format.ts';
import { onePreviewLine } from './preview-line.ts';

interface CopiesTextOptions {
  /** The line above the list, as in the popup. */
  heading: string;
  /** Address of the page. */
  page: string;
  /** Time of the report. */
  at: Date;
  /** Number of posts in the library. */
  checked: string;
  /** Address of a post, by id. */
  urlOf: (id: string) => string;
}

/** Of each text, this many characters are quoted. */
const QUOTED = 140;

/** Time in UTC, the same in every time zone; ids of posts are exact to the second. */
const utc = (time: string | null) => (time === null ? DASH : `${time.slice(0, 19).replace('T', ' ')} UTC`);

/** Time of a post from that of the post it repeats. */
const timeOf = ({ other, lag }: CopyAnnotation) =>
  other.postedAt === null || lag === null ? null : new Date(Date.parse(other.postedAt) + lag).toISOString();

/** Lists each copy with the post it repeats: authors, times, match, addresses. */
export function copiesAsText(copies: readonly PagePostReport[], options: CopiesTextOptions): string {
  const blocks = copies.flatMap((post, i) => {
    const copy = post.annotation?.copy;
    if (!copy) return [];
    const match = copy.kind === 'figures' ? '' : ` (${formatPercent(copy.score)})`;
    return [
      [
        `${i + 1}. ${authorLabel(post.author)}, ${utc(timeOf(copy))}`,
        `   “${onePreviewLine(post, QUOTED)}”`,
        `   ${options.urlOf(post.id)}`,
        `   ${copyBadgeLine(copy).replace(/[\u2066-\u2069]/g, '')}${match}`,
        `   ${t('popup_text_earlier')} ${authorLabel(copy.other.author)}, ${utc(copy.other.postedAt)}`,
        `   ${copy.other.url ?? options.urlOf(copy.other.id)}`,
      ].join('\n'),
    ];
  });
  const head = [options.heading, options.page, `${utc(options.at.toISOString())} · ${options.checked}`].join(
    '\n',
  );
  return `${[head, ...blocks].join('\n\n')}\n\n${t('strip_caveat')}\n`;
}
