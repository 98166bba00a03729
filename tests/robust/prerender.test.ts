// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { browser } from '../../lib/browser.ts';

/** P3: a page that the browser prepares for later is not looked at before the user comes. */
test('nothing is asked, read or shown while the page is prepared; all of it once it is shown', async () => {
  const send = vi.fn(async () => ({ ok: false, error: 'refused' }));
  Object.assign(browser.runtime, { sendMessage: send, onMessage: { addListener: vi.fn() } });
  Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
  const { startSession } = await import('../../entrypoints/square.content/session.ts');
  const started = startSession();
  await new Promise((later) => setTimeout(later, 50));
  expect(send).not.toHaveBeenCalled();
  expect(browser.runtime.onMessage.addListener).not.toHaveBeenCalled();

  Object.defineProperty(document, 'prerendering', { value: false, configurable: true });
  document.dispatchEvent(new Event('prerenderingchange'));
  await started;
  expect(send).toHaveBeenCalledWith({ to: 'background', kind: 'hello', ask: {} });
  expect(browser.runtime.onMessage.addListener).toHaveBeenCalledOnce();
});
