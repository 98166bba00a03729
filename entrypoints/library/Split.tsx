import type { ComponentChildren } from 'preact';
import { t } from '../../lib/words.ts';

export interface SplitProps {
  list: ComponentChildren;
  /** `null`: nothing is chosen. */
  detail: ComponentChildren | null;
  /** What to say while nothing is chosen. */
  hint: string;
  /** Address of the list alone, for narrow windows. */
  back: string;
}

/** A list and what is chosen in it; one of the two at a time where there is no room for both. */
export function Split({ list, detail, hint, back }: SplitProps) {
  return (
    <div class={detail === null ? 'split' : 'split open'}>
      <div class="list-side">{list}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section class="detail-side" tabIndex={0} aria-label={t('detail')}>
        {detail === null ? (
          <p class="empty">{hint}</p>
        ) : (
          <>
            <a class="button back" href={back}>
              {t('back')}
            </a>
            {detail}
          </>
        )}
      </section>
    </div>
  );
}
