/** Content script: the overlay on Binance Square. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { MATCH_PATTERNS } from '../../lib/site.ts';
import { startOverlay } from './content-script.ts';

export default defineContentScript({
  matches: MATCH_PATTERNS,
  // Without this option, WXT posts a message that the page can read.
  noScriptStartedPostMessage: true,
  main: () => startOverlay(),
});
