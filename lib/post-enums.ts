/** The roles of tickers, in display order. For their meaning see `Role` in post.ts. */
export const ROLES = ['discussed', 'appended', 'unsupported', 'topic'] as const;
