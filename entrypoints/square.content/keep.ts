/** The strip's save mark: one button, and beside it what is to be said about the last attempt. */
import { t } from '../../lib/words.ts';
import { h, icon, MARK, type Press } from './dom.ts';
import type { SaveState } from './saving.ts';

/** The part as every strip begins: to be cloned, then `wireKeep`. */
export function blankKeep(): HTMLElement {
  return h(
    'div',
    { class: 'part keep' },
    h('span', { class: 'status', role: 'status' }),
    h(
      'button',
      { type: 'button', class: 'save', 'aria-pressed': 'false', 'data-at': 'idle' },
      h('span', { class: 'word' }, t('strip_save')),
      icon(MARK),
    ),
  );
}

const WORDS = { saving: 'strip_saving', saved: 'strip_saved' } as const;

/** Why a save failed, in words. The codes are `ErrorCode` and those of `lib/ask.ts`. */
function reason(why: string): string {
  const known = ['private', 'full', 'store', 'busy', 'silent', 'gone', 'orphaned'];
  return t(known.includes(why) ? `strip_failed_${why}` : 'strip_failed');
}

/** Shows a state. @param again does it once more: the retry after a failure, the undo after a removal. */
export function showKeep(part: HTMLElement, state: SaveState, press: Press, again: () => void): void {
  const [status, save] = part.children as unknown as [HTMLElement, HTMLElement];
  save.setAttribute('aria-pressed', String(state.at === 'saved'));
  save.setAttribute('aria-disabled', String(state.at === 'saving'));
  save.setAttribute('data-at', state.at);
  (save.firstChild as HTMLElement).textContent = t(
    state.at in WORDS ? WORDS[state.at as keyof typeof WORDS] : 'strip_save',
  );

  status.classList.toggle('bad', state.at === 'failed');
  if (state.at === 'removed') {
    status.replaceChildren(t('strip_removed'), ' ', press({ class: 'quiet' }, again, t('strip_undo')));
  } else if (state.at === 'failed') {
    status.replaceChildren(reason(state.why), ' ', press({ class: 'quiet' }, again, t('strip_retry')));
  } else status.replaceChildren();
}

/** The extension was updated or removed: nothing can be saved any more before the page is loaded anew. */
export function showOver(part: HTMLElement, press: Press, text: string, label: string): void {
  const [status, save] = part.children as unknown as [HTMLElement, HTMLElement];
  save.remove();
  status.replaceChildren(
    text,
    ' ',
    press({ class: 'quiet' }, () => location.reload(), label),
  );
}
