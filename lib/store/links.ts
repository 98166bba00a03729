/** Links of posts: only a plain https address of the site is ever stored or opened. */

const HOST = 'www.binance.com';
const MAX_LINK = 2_000;

/**
 * A post's link, normalised, or `null` when it is not a plain address of Binance: other schemes, hosts that only
 * look alike, user info, ports, control characters and backslashes are all refused.
 */
export function safePostUrl(link: string | null): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (link === null || link.length > MAX_LINK || /[\\\u0000-\u0020\u007f]/.test(link)) return null;
  if (!link.startsWith('https://') || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.hostname !== HOST || url.port || url.username || url.password) return null;
  // A browser drops `:443` and `@` with nothing before it; what was written had them.
  return /^https:\/\/[^/?#]*[@:]/.test(link) ? null : url.href;
}
