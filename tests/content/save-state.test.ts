import { describe, expect, test } from 'vitest';
import {
  IDLE,
  nextSaveState,
  type SaveEvent,
  type SaveState,
  saveActionOf,
} from '../../entrypoints/square.content/strip/save-state.ts';
import type { SendError } from '../../lib/send-with-retry.ts';

const save = (type: 'started' | 'done'): SaveEvent => ({ type, action: 'save' });
const unsave = (type: 'started' | 'done'): SaveEvent => ({ type, action: 'unsave' });
const failed = (action: 'save' | 'unsave', error: SendError = 'full'): SaveEvent => ({
  type: 'failed',
  action,
  error,
});
const stored = (saved: boolean): SaveEvent => ({ type: 'stored', saved });
const stateAfter = (...events: SaveEvent[]): SaveState => events.reduce(nextSaveState, IDLE);

describe('the state of saving', () => {
  test.each<[string, SaveEvent[], string]>([
    ['is "saved" only after the response', [save('started')], 'saving'],
    ['is "saved" after the response', [save('started'), save('done')], 'saved'],
    ['a failed save says so', [save('started'), failed('save')], 'failed'],
    ['a failed save that is stored after all is saved', [failed('save'), stored(true)], 'saved'],
    ['an error stays until something changes', [failed('save'), stored(false)], 'failed'],
    ['a failed removal stays, too', [failed('unsave'), stored(true)], 'failed'],
    ['a failed removal that happened elsewhere', [failed('unsave'), stored(false)], 'idle'],
    ['removed can be undone', [stored(true), unsave('started'), unsave('done'), stored(false)], 'removed'],
    ['undone', [stored(true), unsave('done'), save('started'), save('done')], 'saved'],
    ['the offer to undo expires', [stored(true), unsave('done'), { type: 'undo-expired' }], 'idle'],
    [
      'the timer of an old offer changes nothing',
      [unsave('done'), save('started'), { type: 'undo-expired' }],
      'saving',
    ],
    ['news from another tab waits for the response', [save('started'), stored(false)], 'saving'],
    ['and counts afterwards', [save('started'), save('done'), stored(false)], 'idle'],
    [
      'removed in the library while a removal is asked for',
      [unsave('started'), failed('unsave', 'not-found')],
      'idle',
    ],
    ['a post that was never saved', [stored(false)], 'idle'],
  ])('%s', (_, events, status) => {
    expect(stateAfter(...events).status).toBe(status);
  });

  test('an event that changes nothing gives the same object: nothing is drawn', () => {
    const saved = stateAfter(stored(true));
    expect(nextSaveState(saved, stored(true))).toBe(saved);
    expect(nextSaveState(IDLE, stored(false))).toBe(IDLE);
    const removed = stateAfter(unsave('done'));
    expect(nextSaveState(removed, stored(false))).toBe(removed);
  });

  test('the button does the right thing in each state, and nothing while a request is pending', () => {
    const actions = [
      IDLE,
      stateAfter(save('started')),
      stateAfter(stored(true)),
      stateAfter(unsave('started')),
      stateAfter(unsave('done')),
      stateAfter(failed('save')),
      stateAfter(failed('unsave')),
    ].map(saveActionOf);
    expect(actions).toEqual(['save', null, 'unsave', null, 'save', 'save', 'unsave']);
  });
});
