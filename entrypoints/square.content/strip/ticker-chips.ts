/** The post's tickers: discussed ones as text, riders set apart, each with the reason for its role. */
import { reasonText, roleText } from '../../../components/roles/role-text.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { Ticker } from '../../../lib/post.ts';
import { h, type Press, plain } from '../dom/elements.ts';

/** Maximum number of chips of each kind before "+12". */
const MAX_CHIPS = 8;

const isRider = ({ role }: Ticker): boolean => role === 'appended' || role === 'unsupported';

/** Templates of the chips. A button isolates the direction of its text, as `isolatedText` does. */
let blank: { plain: HTMLElement; rider: HTMLElement } | null = null;

const blankChip = (className: string): HTMLElement =>
  h(
    'button',
    { type: 'button', class: className, dir: 'auto', 'aria-expanded': 'false' },
    h('span', { inert: true }),
  );

function chip(ticker: Ticker, { clickHandlers, openPanel }: ChipContext): HTMLElement {
  blank ??= { plain: blankChip('ticker'), rider: blankChip('ticker rider') };
  const button = (isRider(ticker) ? blank.rider : blank.plain).cloneNode(true) as HTMLElement;
  const reason = `${roleText(ticker.role)}. ${reasonText(ticker)}`;
  // The tooltip is drawn by CSS from this attribute; screen readers get the same text from the label.
  button.setAttribute('data-tip', reason);
  button.setAttribute('aria-label', `${ticker.shown}: ${reason}`);
  button.setAttribute('data-code', ticker.code);
  (button.firstChild as HTMLElement).textContent = plain(ticker.shown);
  clickHandlers.set(button, () => openPanel(ticker));
  return button;
}

/** What chips need from their strip. */
interface ChipContext {
  press: Press;
  /** Click handlers by button. */
  clickHandlers: WeakMap<Element, () => void>;
  /** Opens the panel of a ticker. */
  openPanel(ticker: Ticker): void;
}

export function tickerChips(tickers: readonly Ticker[], strip: ChipContext): Node[] {
  const chipsWithMore = (list: Ticker[]): Node[] => {
    const chips = list.slice(0, MAX_CHIPS).map((ticker) => chip(ticker, strip));
    const rest = list.slice(MAX_CHIPS);
    if (rest.length === 0) return chips;
    const more = strip.press(
      { class: 'along' },
      () => more.replaceWith(...rest.map((ticker) => chip(ticker, strip))),
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
