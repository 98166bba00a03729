// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { broadcastChange, type ChangedIds, onChange } from '../../lib/store/db/change-channel.ts';

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
let stop = () => {};

/** Everything that a listener is told. */
function listen(): ChangedIds[] {
  const told: ChangedIds[] = [];
  stop = onChange((changed) => told.push(changed));
  return told;
}

afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

test('a change is told soon', async () => {
  const told = listen();
  broadcastChange(new Set(['1', '2']));
  await vi.waitFor(() => expect(told).toEqual([new Set(['1', '2'])]), 2_000);
});

test('while changes go on, few calls tell all of them', async () => {
  const told = listen();
  const ids = Array.from({ length: 40 }, (_, i) => String(i));
  for (const id of ids) {
    broadcastChange(new Set([id]));
    await wait(50);
  }
  await vi.waitFor(() => expect(told.flatMap((some) => [...(some ?? [])])).toEqual(ids), 3_000);
  expect(told.length).toBeGreaterThan(1);
  expect(told.length).toBeLessThanOrEqual(6);
});

test('a hidden page is told when it is visible again', async () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  const told = listen();
  broadcastChange(new Set(['1']));
  await wait(500);
  broadcastChange(new Set(['2']));
  await wait(500);
  expect(told).toEqual([]);

  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(told).toEqual([new Set(['1', '2'])]);
});
