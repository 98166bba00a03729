/** State of saving one post. "Saved" is shown only after the background confirmed the transaction. */

import type { Annotation } from '../../../lib/post.ts';
import type { SendError, SendResult } from '../../../lib/send.ts';

export type SaveState =
  | { status: 'idle' }
  | { status: 'saving' }
  | { status: 'saved' }
  /** Just removed; can be undone. */
  | { status: 'removed' }
  | { status: 'failed'; error: SendError; action: 'save' | 'unsave' };

/** How long "Removed. Undo" is shown, in ms. */
export const UNDO_MS = 8_000;

interface SaveActions {
  save(): Promise<SendResult<Annotation>>;
  unsave(): Promise<SendResult<Annotation>>;
  /** Called after each change of state. */
  changed(state: SaveState): void;
  /** Called with the new annotation of the post. */
  answered(annotation: Annotation): void;
}

export class SaveController {
  state: SaveState = { status: 'idle' };
  private busy = false;
  private undo: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly doors: SaveActions) {}

  /** Applies the stored state, unless a request of the user is pending. */
  syncSaved(saved: boolean): void {
    const { state } = this;
    if (this.busy) return;
    // Nothing changed since the failed attempt: keep showing its error.
    if (state.status === 'failed' && saved === (state.action === 'unsave')) return;
    if (saved) this.setState({ status: 'saved' });
    else if (state.status === 'saved' || state.status === 'failed') this.setState({ status: 'idle' });
  }

  /** Saves the post, or removes it if it is saved. */
  toggle(): Promise<void> {
    const { state } = this;
    const back = state.status === 'saved' || (state.status === 'failed' && state.action === 'unsave');
    return back ? this.unsave() : this.save();
  }

  async save(): Promise<void> {
    if (this.busy || this.state.status === 'saved') return;
    await this.run('save', this.doors.save);
  }

  private async unsave(): Promise<void> {
    if (this.busy) return;
    await this.run('unsave', this.doors.unsave);
  }

  private async run(action: 'save' | 'unsave', door: () => Promise<SendResult<Annotation>>): Promise<void> {
    this.busy = true;
    if (action === 'save') this.setState({ status: 'saving' });
    const answer = await door();
    this.busy = false;
    // The post was deleted elsewhere in the meantime: there is nothing to remove.
    if (action === 'unsave' && !answer.ok && answer.error === 'not-found')
      return this.setState({ status: 'idle' });
    if (!answer.ok) return this.setState({ status: 'failed', error: answer.error, action });
    this.doors.answered(answer.value);
    this.setState({ status: action === 'save' ? 'saved' : 'removed' });
  }

  private setState(state: SaveState): void {
    clearTimeout(this.undo);
    this.state = state;
    if (state.status === 'removed') this.undo = setTimeout(() => this.setState({ status: 'idle' }), UNDO_MS);
    this.doors.changed(state);
  }
}
