/** The roles of tickers, in display order. For their meaning see `Role` in post.ts. */
export const ROLES = ['discussed', 'appended', 'unsupported', 'topic'] as const;

/** The name of the site in stored and exported posts. */
export const SITE = 'binance-square';

/** The kinds of page on which posts are read, in the order they are listed. */
export const SURFACES = ['home', 'profile', 'post', 'hashtag', 'search', 'news'] as const;

/** Longest tag, in UTF-16 code units, and most tags of one post. */
export const MAX_TAG = 64;
export const MAX_TAGS = 100;
