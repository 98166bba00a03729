/**
 * The copy panel: the differences between the two texts, all members of the group, and the user's verdict.
 */
import { authorLabel, NAME_PLACEHOLDER } from '../../../components/choose-badge-message.ts';
import { formatDateTime, formatPercent } from '../../../components/format.ts';
import { safeLink } from '../../../components/link.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { DiffRun, Response } from '../../../lib/messages.ts';
import type { CopyAnnotation } from '../../../lib/post.ts';
import { h, isolatedText, type Press, textNode, withNodes } from '../dom/elements.ts';

/** Of a longer unchanged run, this many characters are shown at each end. */
const SHOWN_OF_SAME = 160;

type CopyExplanation = Response<'explain'>;

/** A template of which less is the same has lines of its own. Ours. */
const SAME_SCORE = 0.95;

/** Describes the kind of copy and its score. */
function likenessText({ kind, score }: CopyAnnotation): string {
  // "100 % of the words are the same" would be wrong above two texts of different length.
  const whole = kind === 'near' && formatPercent(score) === formatPercent(1);
  const form = kind === 'template' && score < SAME_SCORE;
  return t(`strip_kind_${whole ? 'excerpt' : form ? 'form' : kind}`, formatPercent(score));
}

/** Marks words that only one of the texts has. Leading and trailing spaces stay outside the highlight. */
function highlightChange(tag: 'ins' | 'del', text: string): DocumentFragment {
  const words = text.trim();
  const whole = new DocumentFragment();
  if (words !== '') {
    const at = text.indexOf(words);
    whole.append(
      textNode(text.slice(0, at)),
      h(tag, {}, isolatedText(words)),
      textNode(text.slice(at + words.length)),
    );
  } else if (tag === 'ins') whole.append(textNode(text));
  return whole;
}

function differences(runs: readonly DiffRun[]): HTMLElement {
  return h(
    'div',
    { class: 'diff', dir: 'auto', tabindex: 0, role: 'region', 'aria-label': t('strip_diff') },
    ...runs.map(({ op, text }) => {
      if (op !== 'same') return highlightChange(op === 'here' ? 'ins' : 'del', text);
      const long = text.length > 3 * SHOWN_OF_SAME;
      return isolatedText(long ? `${text.slice(0, SHOWN_OF_SAME)} … ${text.slice(-SHOWN_OF_SAME)}` : text);
    }),
  );
}

function member(
  post: CopyExplanation['members'][number],
  group: CopyExplanation['group'],
  postId: string,
): HTMLElement {
  const url = safeLink(post.url);
  const name = isolatedText(authorLabel(post.author));
  const link = url
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, name)
    : h('span', {}, name);
  const words = [
    post.id === group?.first ? t('strip_member_first') : null,
    post.id === postId ? t('strip_member_this') : null,
  ].filter((word) => word !== null);
  return h(
    'li',
    {},
    h(
      'time',
      { datetime: post.postedAt },
      post.postedAt ? formatDateTime(post.postedAt, 'medium') : t('strip_time_unknown'),
    ),
    link,
    h('span', { class: 'soft' }, words.join(' · ')),
  );
}

/** Sorts oldest first, posts without a time last. */
const byTime = (a: { postedAt: string | null }, b: { postedAt: string | null }) =>
  (a.postedAt ?? '~') < (b.postedAt ?? '~') ? -1 : 1;

/**
 * Creates the content of the panel.
 * @param judge stores the verdict on whether this post and the other are copies
 */
export function copyPanel(
  postId: string,
  note: CopyAnnotation,
  { group, members, diff, otherId }: CopyExplanation,
  press: Press,
  judge: (other: string, copy: boolean) => void,
): Node[] {
  return [
    h(
      'h3',
      {},
      withNodes(
        t(note.rank === 'first' ? 'strip_panel_first' : 'strip_panel_copy', NAME_PLACEHOLDER),
        isolatedText(authorLabel(note.other.author)),
      ),
    ),
    h(
      'p',
      { class: 'soft' },
      [likenessText(note), note.order && t(`strip_order_${note.order}`), t('strip_caveat')]
        .filter(Boolean)
        .join(' '),
    ),
    ...(diff.length > 0
      ? [
          differences(diff),
          h(
            'p',
            { class: 'soft' },
            h('ins', {}, t('strip_only_here')),
            ' ',
            h('del', {}, t('strip_only_there')),
          ),
        ]
      : []),
    h(
      'ul',
      { class: 'members', 'aria-label': t('members_title') },
      ...[...members].sort(byTime).map((post) => member(post, group, postId)),
    ),
    h(
      'div',
      { class: 'acts' },
      otherId ? press({ class: 'act' }, () => judge(otherId, false), t('strip_not_copy')) : null,
    ),
  ];
}
