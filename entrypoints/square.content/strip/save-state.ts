/** State of saving one post. "Saved" is shown only after the background confirmed the transaction. */

import type { SendError } from '../../../lib/send-with-retry.ts';

export type SaveAction = 'save' | 'unsave';

export type SaveState =
  | { status: 'idle' }
  /** A request is pending. */
  | { status: 'saving' }
  | { status: 'removing' }
  | { status: 'saved' }
  /** Just removed; can be undone. */
  | { status: 'removed' }
  | { status: 'failed'; error: SendError; action: SaveAction };

export type SaveEvent =
  /** The user clicked. */
  | { type: 'started'; action: SaveAction }
  | { type: 'done'; action: SaveAction }
  | { type: 'failed'; action: SaveAction; error: SendError }
  /** The state of the post in the library. */
  | { type: 'stored'; saved: boolean }
  | { type: 'undo-expired' };

/** How long "Removed. Undo" is shown, in ms. */
export const UNDO_MS = 8_000;

export const IDLE: SaveState = { status: 'idle' };

const isPending = ({ status }: SaveState) => status === 'saving' || status === 'removing';

/** What the button does in a state; `null` while a request is pending. */
export function saveActionOf(state: SaveState): SaveAction | null {
  if (isPending(state)) return null;
  if (state.status === 'failed') return state.action;
  return state.status === 'saved' ? 'unsave' : 'save';
}

/** The next state. Returns the same object when nothing changes. */
export function nextSaveState(state: SaveState, event: SaveEvent): SaveState {
  switch (event.type) {
    case 'started':
      return { status: event.action === 'save' ? 'saving' : 'removing' };
    case 'done':
      return { status: event.action === 'save' ? 'saved' : 'removed' };
    case 'failed':
      // It was deleted elsewhere: there is nothing left to remove.
      if (event.action === 'unsave' && event.error === 'not-found') return IDLE;
      return { status: 'failed', action: event.action, error: event.error };
    case 'stored':
      return nextStored(state, event.saved);
    case 'undo-expired':
      return state.status === 'removed' ? IDLE : state;
  }
}

function nextStored(state: SaveState, saved: boolean): SaveState {
  // The response to the pending request decides.
  if (isPending(state)) return state;
  // Nothing changed since the failed attempt: keep showing its error.
  if (state.status === 'failed' && saved === (state.action === 'unsave')) return state;
  if (saved) return state.status === 'saved' ? state : { status: 'saved' };
  return state.status === 'saved' || state.status === 'failed' ? IDLE : state;
}
