import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from '../lib/browser.ts';
import { sendWithRetry } from '../lib/send-with-retry.ts';

const send = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  send.mockReset();
  (browser.runtime as unknown as { id: string; sendMessage: unknown }).id = 'test';
  (browser.runtime as unknown as { sendMessage: unknown }).sendMessage = send;
});
afterEach(() => void vi.useRealTimers());

/** Asks and lets all timers run out. */
async function asked() {
  const answer = sendWithRetry('unsave', { id: '12345' });
  await vi.runAllTimersAsync();
  return answer;
}

test('the response is returned; the message is addressed to the background', async () => {
  send.mockResolvedValue({ ok: true, value: { id: '12345' } });
  expect(await asked()).toEqual({ ok: true, value: { id: '12345' } });
  expect(send.mock.calls).toEqual([[{ to: 'background', kind: 'unsave', ask: { id: '12345' } }]]);
});

test('a rejection is a response and is not retried', async () => {
  send.mockResolvedValue({ ok: false, error: 'refused' });
  expect(await asked()).toEqual({ ok: false, error: 'refused' });
  expect(send).toHaveBeenCalledTimes(1);
});

test.each<[string, () => Promise<unknown>]>([
  [
    'the worker died in the middle',
    () => Promise.reject(new Error('message channel closed before a response was received')),
  ],
  [
    'nobody listens yet',
    () => Promise.reject(new Error('Could not establish connection. Receiving end does not exist.')),
  ],
  ['the page was frozen and the answer never comes', () => new Promise(() => {})],
  ['nobody answered', () => Promise.resolve(undefined)],
  ['too much at once', () => Promise.resolve({ ok: false, error: 'busy' })],
])('is repeated when %s', async (_, failure) => {
  send
    .mockImplementationOnce(failure)
    .mockImplementationOnce(failure)
    .mockResolvedValue({ ok: true, value: 1 });
  expect(await asked()).toEqual({ ok: true, value: 1 });
  expect(send).toHaveBeenCalledTimes(3);
});

test('after five attempts without a response the result is "no-response"', async () => {
  send.mockRejectedValue(new Error('no'));
  expect(await asked()).toEqual({ ok: false, error: 'no-response', detail: 'no' });
  expect(send).toHaveBeenCalledTimes(5);
});

test('busy in all attempts gives "busy"', async () => {
  send.mockResolvedValue({ ok: false, error: 'busy' });
  expect(await asked()).toEqual({ ok: false, error: 'busy' });
});

test('after the extension was reloaded no request is sent', async () => {
  send.mockRejectedValue(new Error('Extension context invalidated.'));
  expect(await asked()).toMatchObject({ ok: false, error: 'extension-gone' });
  (browser.runtime as unknown as { id: undefined }).id = undefined;
  expect(await asked()).toEqual({ ok: false, error: 'extension-gone' });
  expect(send).toHaveBeenCalledTimes(1);
});
