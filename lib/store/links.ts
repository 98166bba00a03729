/** Checks links of posts: only a plain https address of the site is stored. */
import { siteUrl } from '../square/hosts.ts';

/** The normalized link of a post; `null` unless it is a plain address of the site. */
export function safePostUrl(link: string | null): string | null {
  return link === null ? null : (siteUrl(link)?.href ?? null);
}
