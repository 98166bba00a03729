/**
 * Where Feedglass is at work: Binance Square, with or without a language in the address (match patterns).
 * `*` would match `/en/square-dance` too: the content script also checks the path itself (square/surface.ts).
 */
export const MATCH_PATTERNS = ['https://www.binance.com/square*', 'https://www.binance.com/*/square*'];
