/** The panel of one ticker: why it has its role, and the way to correct it. */

import { t } from '../../lib/i18n/translate.ts';
import type { Role, Ticker } from '../../lib/post.ts';
import { h, type Press, phrase, SLOT, said } from './dom.ts';
import { roleWord, why } from './tickers.ts';

/** What the text is about first: that is what a correction mostly says. */
const OFFERED: readonly Role[] = ['discussed', 'topic', 'appended', 'unsupported'];

/** @param correct tells the library; `null` takes a correction back. */
export function rolePanel(ticker: Ticker, press: Press, correct: (role: Role | null) => void): Node[] {
  const corrected = ticker.reason.why === 'corrected';
  return [
    h('h3', {}, phrase(t('strip_role_title', SLOT, roleWord(ticker.role)), said(ticker.shown))),
    h('p', { class: 'soft' }, why(ticker)),
    h(
      'div',
      { class: 'acts', role: 'group', 'aria-label': t('strip_role_question') },
      ...OFFERED.map((role) =>
        press(
          { class: 'act', 'aria-pressed': String(role === ticker.role) },
          () => correct(role),
          roleWord(role),
        ),
      ),
      corrected ? press({ class: 'quiet' }, () => correct(null), t('strip_role_reset')) : null,
    ),
  ];
}
