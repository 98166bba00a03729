/**
 * All that identifies Binance Square's addresses: hosts, locales, and which paths are Square. The site is served on
 * several hosts with the same paths and the same post ids; what is stored names the first.
 */

/** Hosts that serve Square. Each is in the manifest: see README, "Privacy". */
export const HOSTS = ['www.binance.com', 'binance.com', 'www.binance.bh', 'www.binance.info'] as const;
const IS_HOST: ReadonlySet<string> = new Set(HOSTS);

/** The origin that stored addresses have. */
export const ORIGIN = `https://${HOSTS[0]}`;
export const SQUARE_HOME = `${ORIGIN}/square`;

/** A locale at the beginning of a path, or none: `/en`, `/zh-CN`, `/es-LA`. A pattern, because new ones are added. */
export const LOCALE = '(?:\\/[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)?';
const SQUARE_PATH = new RegExp(`^${LOCALE}\\/square(?:\\/|$)`);

/**
 * Match patterns of Square, with and without a locale in the path. `*` also matches `/en/square-dance`, so the path
 * is checked as well (`isSquarePath`).
 */
export const MATCH_PATTERNS = HOSTS.flatMap((host) => [
  `https://${host}/square*`,
  `https://${host}/*/square*`,
]);

/** True for `/square…` and `/<locale>/square…`, not for `/square-dance`. */
const isSquarePath = (path: string): boolean => SQUARE_PATH.test(path);

/** True for a host that serves Square, without a port. */
export const isSiteHost = (host: string): boolean => IS_HOST.has(host);

/** True for the address of a page of Square, however long its query. */
export function isSquareUrl(address: string): boolean {
  const url = siteUrl(address, Number.POSITIVE_INFINITY);
  return url !== null && isSquarePath(url.pathname);
}

/**
 * Parses an address of the site. Rejected: other schemes, look-alike hosts, user info, ports (also the default one
 * and an empty user, which `URL` hides), white space, control characters, backslashes.
 * @param address absolute
 * @param maxLength longest address accepted, in UTF-16 code units
 */
export function siteUrl(address: string, maxLength = 2_000): URL | null {
  if (address.length > maxLength || /[\\\s\p{Cc}]/u.test(address)) return null;
  if (!/^https:\/\/[^/?#@:]+(?:[/?#]|$)/i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return isSiteHost(url.hostname) ? url : null;
}

/** The normalized link of a post; `null` unless it is a plain address of the site. */
export const safePostUrl = (link: string | null): string | null =>
  link === null ? null : (siteUrl(link)?.href ?? null);

/** The same address on the host that the reader uses; any other host changes nothing. */
export function onHost(address: string, host: string): string {
  const url = isSiteHost(host) ? siteUrl(address) : null;
  if (!url) return address;
  url.hostname = host;
  return url.href;
}
