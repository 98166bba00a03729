/**
 * Checks addresses before they are used in a link, because stored data comes from pages and files: https,
 * Square's host, no user, no port.
 */
const HOST = 'www.binance.com';

/** The address if it is safe to open, else `null`. */
export function safeLink(url: string | null): string | null {
  if (url === null || url.length > 500 || /[\\\s\p{Cc}]/u.test(url) || !URL.canParse(url)) return null;
  const { protocol, host, username, password, href } = new URL(url);
  return protocol === 'https:' && host === HOST && !username && !password ? href : null;
}
