/** The save part of the strip: one button, and a status text about the last attempt. */
import { type MessageKey, t } from '../../../lib/i18n/translate.ts';
import type { SendError } from '../../../lib/send-with-retry.ts';
import { h, type Press, textNode } from '../dom/elements.ts';
import type { SaveState } from './save-state.ts';

const WORDS = { idle: 'strip_save', saving: 'strip_saving', saved: 'strip_saved' } as const;

/**
 * Creates the part in its initial state, as a template to clone. The icon is drawn by the style sheet. Every word
 * that the button can show is laid out from the beginning, invisibly: so the page, which can measure the strip and
 * bring its own fonts, sees the same in every state.
 */
export function createSaveButton(): HTMLElement {
  return h(
    'div',
    { class: 'part keep' },
    h(
      'button',
      { type: 'button', class: 'save', 'aria-pressed': 'false', 'data-at': 'idle' },
      h('span', { class: 'word' }, t('strip_save')),
      h(
        'span',
        { class: 'sizes' },
        ...Object.entries(WORDS).map(([at, key]) => h('i', { 'data-size': at, 'data-word': t(key) })),
      ),
    ),
  );
}

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
  // A removal that is pending still shows what is stored.
  const shown = state.status === 'removing' ? 'saved' : state.status;
  save.setAttribute('aria-pressed', String(shown === 'saved'));
  save.setAttribute('aria-disabled', String(shown === 'saving'));
  save.setAttribute('data-at', shown);
  const word = shown in WORDS ? WORDS[shown as keyof typeof WORDS] : WORDS.idle;
  (save.firstChild as HTMLElement).replaceChildren(textNode(t(word)));

  const status = statusOf(part);
  // What is replaced had the focus: it stays in the strip.
  if (status.contains((part.getRootNode() as ShadowRoot).activeElement)) save.focus();
  status.classList.toggle('bad', state.status === 'failed');
  if (state.status === 'removed') {
    status.replaceChildren(
      textNode(t('strip_removed')),
      textNode(' '),
      press({ class: 'quiet' }, again, t('strip_undo')),
    );
  } else if (state.status === 'failed') {
    status.replaceChildren(
      textNode(t(FAILURE_KEYS[state.error])),
      textNode(' '),
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
  part.classList.add('flow');
  status.classList.add('flow');
  status.replaceChildren(
    textNode(text),
    textNode(' '),
    press({ class: 'quiet' }, () => location.reload(), label),
  );
}
