/** The content script: the overlay on Binance Square. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { startSession } from './session.ts';

export default defineContentScript({
  matches: ['https://www.binance.com/square*', 'https://www.binance.com/*/square*'],
  // WXT would tell the page that we are here.
  noScriptStartedPostMessage: true,
  main: () => startSession(),
});
