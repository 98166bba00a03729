/** The panel of one ticker: why it has its role, and buttons to correct it. */
import { reasonText, roleText } from '../../../components/role-text.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { Role, Ticker } from '../../../lib/post.ts';
import { h, isolatedText, NODE_PLACEHOLDER, type Press, withNodes } from '../dom/elements.ts';

/** Sorted by how often a correction uses each role. */
const ROLE_OPTIONS: readonly Role[] = ['discussed', 'topic', 'appended', 'unsupported'];

/**
 * Creates the content of the panel.
 * @param correct stores the corrected role; `null` removes the correction
 */
export function rolePanel(ticker: Ticker, press: Press, correct: (role: Role | null) => void): Node[] {
  const corrected = ticker.reason.why === 'corrected';
  return [
    h(
      'h3',
      {},
      withNodes(t('strip_role_title', NODE_PLACEHOLDER, roleText(ticker.role)), isolatedText(ticker.shown)),
    ),
    h('p', { class: 'soft' }, reasonText(ticker)),
    h(
      'div',
      { class: 'acts', role: 'group', 'aria-label': t('strip_role_question') },
      ...ROLE_OPTIONS.map((role) =>
        press(
          { class: 'act', 'aria-pressed': String(role === ticker.role) },
          () => correct(role),
          roleText(role),
        ),
      ),
      corrected ? press({ class: 'quiet' }, () => correct(null), t('strip_role_reset')) : null,
    ),
  ];
}
