/** The post's tickers: those the text discusses in plain ink, those that ride along set apart, each with its reason. */
import type { Ticker } from '../../lib/post.ts';
import { t } from '../../lib/words.ts';
import { h, type Press, said } from './dom.ts';

/** Shown of each sort before "+12". */
const SHOWN = 8;

/** Why a ticker has its role, in words. */
export function why({ reason }: Ticker): string {
  if (reason.why === 'named') return t('strip_why_named', reason.name ?? '', reason.paragraph ?? 1);
  if (reason.why === 'only-in-tag-run' && reason.run) return t(`strip_why_run_${reason.run}`);
  return t(`strip_why_${reason.why.replaceAll('-', '_')}`, reason.paragraph ?? 1);
}

/** A role as the user reads it. */
export const roleWord = (role: Ticker['role']): string => t(`strip_role_${role}`);

export const isRider = ({ role }: Ticker): boolean => role === 'appended' || role === 'unsupported';

function chip(ticker: Ticker, press: Press, ask: (ticker: Ticker) => void): HTMLElement {
  const reason = `${roleWord(ticker.role)}. ${why(ticker)}`;
  const look = {
    'aria-label': `${ticker.shown}: ${reason}`,
    'aria-expanded': 'false',
    'data-code': ticker.code,
  };
  const name = press(look, () => ask(ticker), said(ticker.shown));
  // The tip is drawn from the attribute: most are never looked at, and who hears the page has the label.
  return h('span', { class: isRider(ticker) ? 'ticker rider' : 'ticker', 'data-tip': reason }, name);
}

/** @param ask the user wants to know or correct the role of one. */
export function tickerChips(tickers: readonly Ticker[], press: Press, ask: (ticker: Ticker) => void): Node[] {
  const some = (list: Ticker[]): Node[] => {
    const rest = list.slice(SHOWN);
    if (rest.length === 0) return list.map((ticker) => chip(ticker, press, ask));
    const more = press(
      { class: 'along' },
      () => more.replaceWith(...rest.map((one) => chip(one, press, ask))),
      `+${rest.length}`,
    );
    return [...list.slice(0, SHOWN).map((ticker) => chip(ticker, press, ask)), more];
  };
  const riders = tickers.filter(isRider);
  const main = tickers.filter((ticker) => !isRider(ticker));
  if (riders.length === 0) return some(main);
  return [...some(main), h('span', { class: 'along' }, t('strip_also_tagged')), ...some(riders)];
}
