/**
 * Where Feedglass is at work: Binance Square, with or without a language in the address (match patterns).
 * `*` would match `/en/square-dance` too: the content script also checks the path itself (square/surface.ts).
 */
export const SQUARE_PAGES = ['https://www.binance.com/square*', 'https://www.binance.com/*/square*'];
