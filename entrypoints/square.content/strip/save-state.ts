/** Saving one post: what the user wants, what the library answered. "Saved" only after its acknowledgement. */

import type { Annotation } from '../../../lib/post.ts';
import type { SendResult } from '../../../lib/send.ts';

export type SaveState =
  | { status: 'idle' }
  | { status: 'saving' }
  | { status: 'saved' }
  /** Taken back a moment ago; can be undone. */
  | { status: 'removed' }
  | { status: 'failed'; error: string; action: 'save' | 'unsave' };

/** How long "Removed. Undo" stands, in ms. */
export const UNDO_MS = 8_000;

interface SaveActions {
  save(): Promise<SendResult<Annotation>>;
  unsave(): Promise<SendResult<Annotation>>;
  /** Called after each change of state. */
  changed(state: SaveState): void;
  /** Called with what the library now says of the post. */
  answered(annotation: Annotation): void;
}

export class SaveController {
  state: SaveState = { status: 'idle' };
  private busy = false;
  private undo: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly doors: SaveActions) {}

  /** What the library says, unless the user is in the middle of changing it. */
  syncSaved(saved: boolean): void {
    const { state } = this;
    if (this.busy) return;
    // All is as it was before the attempt: why it failed stays to be read.
    if (state.status === 'failed' && saved === (state.action === 'unsave')) return;
    if (saved) this.setState({ status: 'saved' });
    else if (state.status === 'saved' || state.status === 'failed') this.setState({ status: 'idle' });
  }

  /** The button: saves what is not saved, takes back what is. */
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
    // Deleted elsewhere meanwhile: what was to be taken back is not there.
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
