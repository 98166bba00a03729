/** The panel of one ticker: why it has its role, and buttons to correct it. */
import { NAME_PLACEHOLDER } from '../../../components/choose-badge-message.ts';
import { reasonText, roleText } from '../../../components/roles/role-text.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { Role, Ticker } from '../../../lib/post.ts';
import { h, isolatedText, type Press, withNodes } from '../dom/elements.ts';

/** Sorted by how often a correction uses each role. */
const ROLE_OPTIONS: readonly Role[] = ['discussed', 'topic', 'appended', 'unsupported'];

/**
 * Creates the content of the panel: the ticker's posts first, a correction second.
 * @param open opens the ticker's posts in the library
 * @param correct stores the corrected role; `null` removes the correction
 */
export function rolePanel(
  ticker: Ticker,
  press: Press,
  open: () => void,
  correct: (role: Role | null) => void,
): Node[] {
  const corrected = ticker.reason.why === 'corrected';
  const options = h(
    'div',
    { role: 'group', 'aria-label': t('strip_role_question'), hidden: !corrected },
    h('p', {}, t('strip_role_question')),
    ...ROLE_OPTIONS.map((role) =>
      h(
        'p',
        {},
        press(
          { class: 'act', 'aria-pressed': String(role === ticker.role) },
          () => correct(role),
          roleText(role),
        ),
        ' ',
        h('span', { class: 'soft' }, t(`strip_role_${role}_means`)),
      ),
    ),
    corrected ? press({ class: 'quiet' }, () => correct(null), t('strip_role_reset')) : null,
  );
  const change = press(
    { class: 'quiet', 'aria-expanded': String(corrected) },
    () => change.setAttribute('aria-expanded', String(!options.toggleAttribute('hidden'))),
    t('strip_role_change'),
  );
  return [
    h(
      'h3',
      {},
      withNodes(t('strip_role_title', NAME_PLACEHOLDER, roleText(ticker.role)), isolatedText(ticker.shown)),
    ),
    h('p', { class: 'soft' }, reasonText(ticker)),
    h(
      'div',
      { class: 'acts' },
      press(
        { class: 'act' },
        open,
        withNodes(t('strip_role_posts', NAME_PLACEHOLDER), isolatedText(ticker.shown)),
      ),
      change,
    ),
    options,
  ];
}
