/** Content script: the overlay on Binance Square. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { MATCH_PATTERNS } from '../../lib/square/hosts.ts';
import { startOverlay } from './content-script.ts';

export default defineContentScript({
  matches: MATCH_PATTERNS,
  // Before any script of the page: see dom/event-guard.ts.
  runAt: 'document_start',
  // Without this option, WXT posts a message that the page can read.
  noScriptStartedPostMessage: true,
  main: () => startOverlay(),
});
