/** Determines the surface of an address. */
import type { Surface } from '../post.ts';
import { LOCALE } from './hosts.ts';
import { parseSiteUrl, postIdFromUrl } from './urls.ts';

const SQUARE = new RegExp(`^${LOCALE}\\/square(?:\\/(.*))?$`);

/** First path segment after `/square` -> surface. Other pages are not read: settings, bookmarks, drafts. */
const SURFACES = new Map<string, Surface>([
  ['', 'home'],
  ['following', 'home'],
  ['trends', 'home'],
  ['profile', 'profile'],
  ['post', 'post'],
  ['hashtag', 'hashtag'],
  ['search', 'search'],
  ['news', 'news'],
]);

/**
 * The surface of an address; `null` if it is not a page of Square that we read, as a post page without an id
 * or a private area.
 */
export function surfaceFromUrl(href: string): Surface | null {
  // Cached, because every card of a page asks for the same address.
  if (href !== last.href) last = { href, surface: surfaceAt(href) };
  return last.surface;
}

let last: { href: string; surface: Surface | null } = { href: '', surface: null };

function surfaceAt(href: string): Surface | null {
  const url = parseSiteUrl(href);
  if (!url) return null;
  if (postIdFromUrl(href) !== null) return 'post';
  const rest = SQUARE.exec(url.pathname);
  if (!rest) return null;
  const surface = SURFACES.get((rest[1] ?? '').split('/')[0] ?? '') ?? null;
  return surface === 'post' ? null : surface;
}
