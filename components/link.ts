/** Addresses as links: stored data comes from pages and files, so each is checked before it is used. */
import { HOSTS, isSiteHost, onHost, siteUrl } from '../lib/square/hosts.ts';

let readerHost: string = HOSTS[0];

/** Sets the host that links lead to: the one on which the reader uses the site. */
export function setLinkHost(host: string): void {
  if (isSiteHost(host)) readerHost = host;
}

/** The address, on the reader's host, if it is a plain https address of the site; else `null`. */
export function safeLink(url: string | null): string | null {
  const safe = url === null ? null : siteUrl(url, 500);
  return safe && onHost(safe.href, readerHost);
}
