/** What the copy panel leads to: the group in the library, all of it saved, its evidence as text. */
import { authorLabel, copyBadgeLine } from '../../../components/choose-badge-message.ts';
import { formatPercent } from '../../../components/format.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { Response } from '../../../lib/messages.ts';
import type { CopyAnnotation } from '../../../lib/post.ts';
import { h, type Press, textNode } from '../dom/elements.ts';

/** How long the result of a button is shown, in ms. */
const STATUS_MS = 4_000;

/** Who posted when and where, earliest first, with the match and what "first" means. Times to the millisecond, in UTC. */
export function evidenceText(note: CopyAnnotation, { group, members }: Response<'explain'>): string {
  const lines = members.map(({ id, author, postedAt, url }) =>
    [
      postedAt ?? t('strip_time_unknown'),
      authorLabel(author),
      url,
      id === group?.first && `(${t('strip_member_first')})`,
    ]
      .filter(Boolean)
      .join(' '),
  );
  if (note.size > lines.length) lines.push('…');
  return [`${copyBadgeLine(note)} (${formatPercent(note.score)})`, ...lines, t('strip_caveat')].join('\n');
}

/**
 * Creates the row of buttons.
 * @param save saves the group; resolves to true once it is stored
 */
export function groupActions(
  press: Press,
  size: number,
  open: () => void,
  save: () => Promise<boolean>,
  evidence: () => string,
): HTMLElement {
  // Takes no room: the page must not see which button was pressed.
  const status = h('span', { class: 'status', role: 'status' });
  const report = (done: Promise<unknown>, text: string) =>
    void done
      .then(
        (isDone) => isDone !== false,
        () => false,
      )
      .then((isDone) => {
        status.replaceChildren(textNode(isDone ? text : t('strip_failed')));
        setTimeout(() => status.replaceChildren(), STATUS_MS);
      });
  const button = (label: string, act: () => void) => press({ class: 'act' }, act, label);
  return h(
    'div',
    { class: 'acts' },
    button(t('post_open_library'), open),
    button(t('strip_save_group', size), () => report(save(), t('strip_saved'))),
    button(t('strip_copy_evidence'), () =>
      report(navigator.clipboard.writeText(evidence()), t('popup_text_copied')),
    ),
    status,
  );
}
