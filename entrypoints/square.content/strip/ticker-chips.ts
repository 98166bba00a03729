/** The post's tickers: those the text discusses in plain ink, those that ride along set apart, each with its reason. */

import { t } from '../../../lib/i18n/translate.ts';
import type { Ticker } from '../../../lib/post.ts';
import { h, type Press, plain } from '../dom/elements.ts';

/** Shown of each sort before "+12". */
const MAX_CHIPS = 8;

/** Why a ticker has its role, in words. */
export function reasonText({ reason }: Ticker): string {
  if (reason.why === 'named') return t('strip_why_named', reason.name ?? '', reason.paragraph ?? 1);
  if (reason.why === 'only-in-tag-run' && reason.run) return t(`strip_why_run_${reason.run}`);
  return t(`strip_why_${reason.why.replaceAll('-', '_')}`, reason.paragraph ?? 1);
}

/** A role as the user reads it. */
export const roleWord = (role: Ticker['role']): string => t(`strip_role_${role}`);

const isRider = ({ role }: Ticker): boolean => role === 'appended' || role === 'unsupported';

/** Chips to be cloned. A button stands apart from the direction of the words around it, as `said` does. */
let blank: { plain: HTMLElement; rider: HTMLElement } | null = null;

const blankChip = (className: string): HTMLElement =>
  h('button', { type: 'button', class: className, dir: 'auto', 'aria-expanded': 'false' }, ' ');

function chip(ticker: Ticker, { deeds, ask }: ChipContext): HTMLElement {
  blank ??= { plain: blankChip('ticker'), rider: blankChip('ticker rider') };
  const made = (isRider(ticker) ? blank.rider : blank.plain).cloneNode(true) as HTMLElement;
  const reason = `${roleWord(ticker.role)}. ${reasonText(ticker)}`;
  // The tip is drawn from the attribute: most are never looked at, and who hears the page has the label.
  made.setAttribute('data-tip', reason);
  made.setAttribute('aria-label', `${ticker.shown}: ${reason}`);
  made.setAttribute('data-code', ticker.code);
  (made.firstChild as Text).data = plain(ticker.shown);
  deeds.set(made, () => ask(ticker));
  return made;
}

/** What chips need of their strip. */
interface ChipContext {
  press: Press;
  /** What its buttons do. */
  deeds: WeakMap<Element, () => void>;
  /** The user wants to know or correct the role of one. */
  ask(ticker: Ticker): void;
}

export function tickerChips(tickers: readonly Ticker[], strip: ChipContext): Node[] {
  const chipsWithMore = (list: Ticker[]): Node[] => {
    const chips = list.slice(0, MAX_CHIPS).map((ticker) => chip(ticker, strip));
    const rest = list.slice(MAX_CHIPS);
    if (rest.length === 0) return chips;
    const more = strip.press(
      { class: 'along' },
      () => more.replaceWith(...rest.map((one) => chip(one, strip))),
      `+${rest.length}`,
    );
    return [...chips, more];
  };
  const riders = tickers.filter(isRider);
  if (riders.length === 0) return chipsWithMore([...tickers]);
  const main = tickers.filter((ticker) => !isRider(ticker));
  return [
    ...chipsWithMore(main),
    h('span', { class: 'along' }, t('strip_also_tagged')),
    ...chipsWithMore(riders),
  ];
}
