/**
 * Addresses we dare to put into a link. What is stored came from a page or from a file, so it is checked where it
 * is used: https, Square's own host, no user, no port (reliability notes, security item 7).
 */
const HOST = 'www.binance.com';

/** The address if it is safe to open, else `null`. */
export function safeLink(url: string | null): string | null {
  if (url === null || url.length > 500 || /[\\\s\p{Cc}]/u.test(url) || !URL.canParse(url)) return null;
  const { protocol, host, username, password, href } = new URL(url);
  return protocol === 'https:' && host === HOST && !username && !password ? href : null;
}
