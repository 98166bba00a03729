import { type MessageKey, t } from '../lib/i18n/translate.ts';
import type { StoreHealth } from '../lib/messages.ts';
import { formatNumber, formatPercent } from './format.ts';
import { Notice } from './primitives.tsx';

/** State of the store from the background, or `no-response`. */
export type HealthView = StoreHealth['state'] | 'no-response';

export interface HealthBannerProps {
  state: HealthView;
  /** From 0 to 1 while rebuilding. */
  progress: number | null;
  /** For `lost` the number of captures that were lost; otherwise a technical text for a bug report. */
  detail: string | null;
  /** The user dismisses the notice of a loss. */
  onDismiss: () => void;
}

const MESSAGES: Record<
  Exclude<HealthView, 'ok'>,
  { tone: 'calm' | 'warn' | 'bad'; title: MessageKey; text: MessageKey }
> = {
  full: { tone: 'bad', title: 'health_full_title', text: 'health_full' },
  lost: { tone: 'bad', title: 'health_lost_title', text: 'health_lost' },
  newer: { tone: 'bad', title: 'health_newer_title', text: 'health_newer' },
  blocked: { tone: 'warn', title: 'health_blocked_title', text: 'health_blocked' },
  damaged: { tone: 'bad', title: 'health_damaged_title', text: 'health_damaged' },
  rebuilding: { tone: 'calm', title: 'health_rebuilding_title', text: 'health_rebuilding' },
  'no-response': { tone: 'warn', title: 'health_no_response_title', text: 'health_no_response' },
};

/** Banner shown when the library has a problem: what happened, what is safe, what to do. */
export function HealthBanner({ state, progress, detail, onDismiss }: HealthBannerProps) {
  if (state === 'ok') return null;
  const { tone, title, text } = MESSAGES[state];
  return (
    <Notice tone={tone} title={t(title)}>
      <p class="text-muted">{t(text)}</p>
      {state === 'lost' && (
        <div class="row">
          <span>{t('health_lost_count', formatNumber(Number(detail)))}</span>
          <button type="button" class="button push-end" onClick={onDismiss}>
            {t('health_lost_read')}
          </button>
        </div>
      )}
      {state === 'rebuilding' && (
        <div class="row">
          <progress max={1} value={progress ?? undefined} aria-label={t(title)} />
          <span class="number small">{formatPercent(progress)}</span>
        </div>
      )}
      {detail && state !== 'lost' && (
        <details class="small text-muted">
          <summary>{t('health_detail')}</summary>
          <p class="code">{detail}</p>
        </details>
      )}
    </Notice>
  );
}
