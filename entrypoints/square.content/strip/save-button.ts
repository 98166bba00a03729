/** The save part of the strip: one button, and a status text about the last attempt. */
import { type MessageKey, t } from '../../../lib/i18n/translate.ts';
import type { SendError } from '../../../lib/send.ts';
import { h, type Press } from '../dom/elements.ts';
import type { SaveState } from './save-state.ts';

/** Creates the part in its initial state, as a template to clone. The icon is drawn by the style sheet. */
export function createSaveButton(): HTMLElement {
  return h(
    'div',
    { class: 'part keep' },
    h(
      'button',
      { type: 'button', class: 'save', 'aria-pressed': 'false', 'data-at': 'idle' },
      h('span', { class: 'word' }, t('strip_save')),
    ),
  );
}

const WORDS = { saving: 'strip_saving', saved: 'strip_saved' } as const;

/** Why a save failed. */
const FAILURE_KEYS: Record<SendError, MessageKey> = {
  'bad-request': 'strip_failed',
  refused: 'strip_failed',
  busy: 'strip_failed_busy',
  private: 'strip_failed_private',
  full: 'strip_failed_full',
  'store-error': 'strip_failed_store_error',
  'not-found': 'strip_failed_not_found',
  'no-response': 'strip_failed_no_response',
  'extension-gone': 'strip_failed_extension_gone',
};

const buttonOf = (part: HTMLElement) => part.lastElementChild as HTMLElement;

/** ARIA live region for the save status. Created at the first change, so that later changes are announced. */
function statusOf(part: HTMLElement): HTMLElement {
  const first = part.firstElementChild as HTMLElement;
  if (first.className.startsWith('status')) return first;
  const status = h('span', { class: 'status', role: 'status' });
  part.prepend(status);
  return status;
}

/**
 * Renders a state.
 * @param again repeats the action: the retry after a failure, the undo after a removal
 */
export function renderSaveState(part: HTMLElement, state: SaveState, press: Press, again: () => void): void {
  const save = buttonOf(part);
  save.setAttribute('aria-pressed', String(state.status === 'saved'));
  save.setAttribute('aria-disabled', String(state.status === 'saving'));
  save.setAttribute('data-at', state.status);
  (save.firstChild as HTMLElement).textContent = t(
    state.status in WORDS ? WORDS[state.status as keyof typeof WORDS] : 'strip_save',
  );

  const status = statusOf(part);
  status.classList.toggle('bad', state.status === 'failed');
  if (state.status === 'removed') {
    status.replaceChildren(t('strip_removed'), ' ', press({ class: 'quiet' }, again, t('strip_undo')));
  } else if (state.status === 'failed') {
    status.replaceChildren(
      t(FAILURE_KEYS[state.error]),
      ' ',
      press({ class: 'quiet' }, again, t('strip_retry')),
    );
  } else status.replaceChildren();
}

/**
 * Renders the state after the extension was updated or removed: nothing can be saved until the page is
 * reloaded.
 */
export function renderExtensionGone(part: HTMLElement, press: Press, text: string, label: string): void {
  const status = statusOf(part);
  buttonOf(part).remove();
  status.replaceChildren(
    text,
    ' ',
    press({ class: 'quiet' }, () => location.reload(), label),
  );
}
