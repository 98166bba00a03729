/** Saving one post: what the user wants, what the library answered. "Saved" only after its acknowledgement. */

import type { Annotation } from '../../lib/post.ts';
import type { SendResult } from '../../lib/send.ts';

export type SaveState =
  | { at: 'idle' }
  | { at: 'saving' }
  | { at: 'saved' }
  /** Taken back a moment ago; can be undone. */
  | { at: 'removed' }
  | { at: 'failed'; why: string; wanted: 'save' | 'unsave' };

/** How long "Removed. Undo" stands, in ms. */
export const UNDO_TIME = 8_000;

interface Doors {
  save(): Promise<SendResult<Annotation>>;
  unsave(): Promise<SendResult<Annotation>>;
  /** Called after each change of state. */
  changed(state: SaveState): void;
  /** Called with what the library now says of the post. */
  answered(annotation: Annotation): void;
}

export class Saving {
  state: SaveState = { at: 'idle' };
  private busy = false;
  private undo: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly doors: Doors) {}

  /** What the library says, unless the user is in the middle of changing it. */
  heard(saved: boolean): void {
    const { state } = this;
    if (this.busy) return;
    // All is as it was before the attempt: why it failed stays to be read.
    if (state.at === 'failed' && saved === (state.wanted === 'unsave')) return;
    if (saved) this.enter({ at: 'saved' });
    else if (state.at === 'saved' || state.at === 'failed') this.enter({ at: 'idle' });
  }

  /** The button: saves what is not saved, takes back what is. */
  toggle(): Promise<void> {
    const { state } = this;
    const back = state.at === 'saved' || (state.at === 'failed' && state.wanted === 'unsave');
    return back ? this.unsave() : this.save();
  }

  async save(): Promise<void> {
    if (this.busy || this.state.at === 'saved') return;
    await this.attempt('save', this.doors.save);
  }

  private async unsave(): Promise<void> {
    if (this.busy) return;
    await this.attempt('unsave', this.doors.unsave);
  }

  private async attempt(
    wanted: 'save' | 'unsave',
    door: () => Promise<SendResult<Annotation>>,
  ): Promise<void> {
    this.busy = true;
    if (wanted === 'save') this.enter({ at: 'saving' });
    const answer = await door();
    this.busy = false;
    // Deleted elsewhere meanwhile: what was to be taken back is not there.
    if (wanted === 'unsave' && !answer.ok && answer.error === 'not-found') return this.enter({ at: 'idle' });
    if (!answer.ok) return this.enter({ at: 'failed', why: answer.error, wanted });
    this.doors.answered(answer.value);
    this.enter({ at: wanted === 'save' ? 'saved' : 'removed' });
  }

  private enter(state: SaveState): void {
    clearTimeout(this.undo);
    this.state = state;
    if (state.at === 'removed') this.undo = setTimeout(() => this.enter({ at: 'idle' }), UNDO_TIME);
    this.doors.changed(state);
  }
}
