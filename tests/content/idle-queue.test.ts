import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleQueue, SLICE_MS } from '../../entrypoints/square.content/page/idle-queue.ts';

/** Idle time that the test hands out. */
function setUp(left = 50) {
  const idle: (() => void)[] = [];
  const end = new AbortController();
  const slices = new IdleQueue(end.signal, { idle: (run) => idle.push(() => run(() => left)) });
  const next = () => idle.shift()?.();
  return { slices, end, idle, next };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const takes = (ms: number, then: () => void) => () => {
  vi.advanceTimersByTime(ms);
  then();
};

test('work stops after a slice and continues in the next idle period, in order', () => {
  const { slices, idle, next } = setUp();
  const done: number[] = [];
  for (let n = 0; n < 6; n++) slices.add(takes(SLICE_MS / 2, () => done.push(n)));
  expect(done).toEqual([]);
  next();
  expect(done).toEqual([0, 1]);
  next();
  next();
  expect(done).toEqual([0, 1, 2, 3, 4, 5]);
  expect(idle.length).toBe(0);
});

test('with little idle time at least one job runs', () => {
  const { slices, next } = setUp(0);
  const done: number[] = [];
  for (let n = 0; n < 3; n++) slices.add(takes(2, () => done.push(n)));
  next();
  expect(done).toEqual([0]);
});

test('a job that throws does not stop the next one', () => {
  const { slices, next } = setUp();
  const done: string[] = [];
  slices.add(() => {
    throw new Error('odd post');
  });
  slices.add(() => done.push('next'));
  next();
  expect(done).toEqual(['next']);
});

test('jobs added by jobs run; none runs after the signal is aborted', () => {
  const { slices, end, next } = setUp();
  const done: string[] = [];
  slices.add(() => slices.add(() => done.push('child')));
  next();
  expect(done).toEqual(['child']);
  slices.add(() => done.push('late'));
  end.abort();
  next();
  expect(done).toEqual(['child']);
});
