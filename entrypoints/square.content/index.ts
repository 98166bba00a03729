/** The content script: the overlay on Binance Square. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { MATCH_PATTERNS } from '../../lib/site.ts';
import { startOverlay } from './content-script.ts';

export default defineContentScript({
  matches: MATCH_PATTERNS,
  // WXT would tell the page that we are here.
  noScriptStartedPostMessage: true,
  main: () => startOverlay(),
});
