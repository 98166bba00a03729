/** Checks links of posts: only a plain https address of the site is stored or opened. */

const HOST = 'www.binance.com';
const MAX_LINK = 2_000;

/**
 * Normalizes the link of a post; `null` unless it is a plain address of Binance. Rejected: other schemes,
 * look-alike hosts, user info, ports, control characters and backslashes.
 */
export function safePostUrl(link: string | null): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (link === null || link.length > MAX_LINK || /[\\\u0000-\u0020\u007f]/.test(link)) return null;
  if (!link.startsWith('https://') || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.hostname !== HOST || url.port || url.username || url.password) return null;
  // `URL` removes `:443` and an empty user info, so check the original text for them.
  return /^https:\/\/[^/?#]*[@:]/.test(link) ? null : url.href;
}
