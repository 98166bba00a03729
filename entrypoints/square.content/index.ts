import { defineContentScript } from 'wxt/utils/define-content-script';

export default defineContentScript({
  matches: ['https://www.binance.com/square*', 'https://www.binance.com/*/square*'],
  noScriptStartedPostMessage: true,
  main() {},
});
