import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PageSummary, TickerOnPage } from '../../lib/pages/page-summary.ts';
import { formatNumber } from '../format.ts';

export interface PageTickersProps {
  summary: PageSummary;
  /** Opens the library at a ticker. */
  onTicker: (code: string) => void;
}

/** Number of tickers shown before the rest is expanded. */
const SHOWN = 8;

/** The tickers that the posts of this page discuss, and those that they only tag. */
export function PageTickers({ summary, onTicker }: PageTickersProps) {
  const { discussed, tagged } = summary;
  if (discussed.length + tagged.length === 0) return null;
  return (
    <dl class="page-tickers">
      <TickerChips
        label={t('popup_discussed')}
        tickerRole="discussed"
        tickers={discussed}
        onTicker={onTicker}
      />
      <TickerChips label={t('popup_tagged')} tickerRole="appended" tickers={tagged} onTicker={onTicker} />
    </dl>
  );
}

interface TickerChipsProps extends Pick<PageTickersProps, 'onTicker'> {
  label: string;
  tickerRole: 'discussed' | 'appended';
  tickers: TickerOnPage[];
}

function TickerChips({ label, tickerRole, tickers, onTicker }: TickerChipsProps) {
  const [all, setAll] = useState(false);
  if (tickers.length === 0) return null;
  const shown = all ? tickers : tickers.slice(0, SHOWN);
  return (
    <div class="stack tight">
      <dt class="text-strong small">{label}</dt>
      <dd class="row wrap">
        {shown.map(({ code, shown: name, posts }) => (
          <button key={code} type="button" class={`chip ${tickerRole}`} onClick={() => onTicker(code)}>
            <bdi>{name}</bdi> <span class="number">{formatNumber(posts)}</span>
          </button>
        ))}
        {tickers.length > shown.length && (
          <button type="button" class="chip" onClick={() => setAll(true)}>
            <bdi dir="ltr">+{formatNumber(tickers.length - shown.length)}</bdi>
          </button>
        )}
      </dd>
    </div>
  );
}
