import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  SaveController,
  type SaveState,
  UNDO_MS,
} from '../../entrypoints/square.content/strip/save-state.ts';
import type { Annotation } from '../../lib/post.ts';
import type { SendResult } from '../../lib/send.ts';

const said = (saved: boolean): Annotation => ({
  id: '337900000000001',
  saved,
  note: '',
  tags: [],
  tickers: [],
  copy: null,
});

/** A library whose answers the test gives out by hand. */
function setUp() {
  const open: ((answer: SendResult<Annotation>) => void)[] = [];
  const states: SaveState['status'][] = [];
  const wait = () => new Promise<SendResult<Annotation>>((resolve) => open.push(resolve));
  const save = vi.fn(wait);
  const unsave = vi.fn(wait);
  const saving = new SaveController({
    save,
    unsave,
    changed: ({ status: at }) => states.push(at),
    answered: vi.fn(),
  });
  const answer = async (value: SendResult<Annotation>) => {
    open.shift()?.(value);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { saving, states, save, unsave, answer };
}
const yes = (saved: boolean): SendResult<Annotation> => ({ ok: true, value: said(saved) });
const no: SendResult<Annotation> = { ok: false, error: 'full' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('saving', () => {
  test('shows "saved" only after the answer', async () => {
    const { saving, states, answer } = setUp();
    void saving.toggle();
    expect(saving.state.status).toBe('saving');
    await answer(yes(true));
    expect(states).toEqual(['saving', 'saved']);
  });

  test('shows the reason of a failure and repeats the same action', async () => {
    const { saving, save, answer } = setUp();
    void saving.toggle();
    await answer(no);
    expect(saving.state).toEqual({ status: 'failed', error: 'full', action: 'save' });
    void saving.toggle();
    await answer(yes(true));
    expect(saving.state.status).toBe('saved');
    expect(save).toHaveBeenCalledTimes(2);
  });

  test('an unsave can be undone for 8 seconds', async () => {
    const { saving, save, unsave, answer } = setUp();
    saving.syncSaved(true);
    void saving.toggle();
    await answer(yes(false));
    expect(saving.state.status).toBe('removed');
    void saving.toggle();
    await answer(yes(true));
    expect(saving.state.status).toBe('saved');
    expect([save.mock.calls.length, unsave.mock.calls.length]).toEqual([1, 1]);

    void saving.toggle();
    await answer(yes(false));
    vi.advanceTimersByTime(UNDO_MS);
    expect(saving.state.status).toBe('idle');
  });

  test('a failed unsave is repeated as an unsave', async () => {
    const { saving, unsave, answer } = setUp();
    saving.syncSaved(true);
    void saving.toggle();
    await answer(no);
    expect(saving.state).toMatchObject({ status: 'failed', action: 'unsave' });
    void saving.toggle();
    await answer(yes(false));
    expect(unsave).toHaveBeenCalledTimes(2);
  });

  test('an error stays visible until the state changes', async () => {
    const { saving, answer } = setUp();
    void saving.toggle();
    await answer(no);
    saving.syncSaved(false);
    expect(saving.state).toMatchObject({ status: 'failed', action: 'save' });
    saving.syncSaved(true);
    expect(saving.state.status).toBe('saved');
    void saving.toggle();
    await answer(no);
    saving.syncSaved(true);
    expect(saving.state).toMatchObject({ status: 'failed', action: 'unsave' });
    saving.syncSaved(false);
    expect(saving.state.status).toBe('idle');
  });

  test('a post deleted in the library can be saved again', async () => {
    const { saving, save, answer } = setUp();
    saving.syncSaved(true);
    void saving.toggle();
    await answer({ ok: false, error: 'not-found' });
    expect(saving.state.status).toBe('idle');
    void saving.toggle();
    await answer(yes(true));
    expect(saving.state.status).toBe('saved');
    expect(save).toHaveBeenCalledTimes(1);
  });

  test('two clicks at once send one request', async () => {
    const { saving, save, answer } = setUp();
    void saving.toggle();
    void saving.toggle();
    await answer(yes(true));
    expect(save).toHaveBeenCalledTimes(1);
  });

  test('an update from another tab is applied after the pending request', async () => {
    const { saving, answer } = setUp();
    void saving.toggle();
    saving.syncSaved(false);
    expect(saving.state.status).toBe('saving');
    await answer(yes(true));
    saving.syncSaved(false);
    expect(saving.state.status).toBe('idle');
    saving.syncSaved(true);
    expect(saving.state.status).toBe('saved');
  });

  test('the menu entry does not change a saved post', async () => {
    const { saving, save } = setUp();
    saving.syncSaved(true);
    await saving.save();
    expect(save).not.toHaveBeenCalled();
  });
});
