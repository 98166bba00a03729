/**
 * Match patterns of Binance Square, with and without a language in the path. `*` also matches
 * `/en/square-dance`, so the content script checks the path (square/surface.ts).
 */
export const MATCH_PATTERNS = ['https://www.binance.com/square*', 'https://www.binance.com/*/square*'];
