/** Parses addresses on Square: which are trusted, and what they refer to. */
import { HOSTS, isSiteHost, LOCALE, ORIGIN } from './hosts.ts';

/** Maximum length of an address, in UTF-16 code units; real ones are far shorter. */
const MAX_LENGTH = 2000;

const POST_PATH = new RegExp(`^${LOCALE}\\/(?:square|feed)\\/post\\/(?:[\\w%-]*-)?(\\d{5,18})(?:\\/|$)`);
const PROFILE_PATH = new RegExp(`^${LOCALE}\\/square\\/profile\\/([^/]+)\\/?$`);

/**
 * Parses an address of Square's own site; `null` for everything else: other hosts and schemes, user names,
 * ports, backslashes, control characters, and addresses longer than `MAX_LENGTH`.
 * @param href as in the attribute, relative or absolute
 */
export function parseSiteUrl(href: string): URL | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them silently, which hides a scheme
  if (href.length > MAX_LENGTH || /[\u0000-\u0020\u007f\\]/.test(href.trim())) return null;
  let url: URL;
  try {
    url = new URL(href.trim(), ORIGIN);
  } catch {
    return null;
  }
  const plain = url.protocol === 'https:' && isSiteHost(url.hostname) && url.port === '';
  return plain && url.username === '' && url.password === '' ? url : null;
}

/** An address whose path can be used as it is: it contains nothing that a browser would resolve or decode. */
const PLAIN = new RegExp(
  `^(?:https://(?:${HOSTS.join('|').replaceAll('.', '\\.')}))?(/(?!/)[\\w@:/-]*)(?:[?#][^\\u0000-\\u0020\\u007f\\\\]*)?$`,
);

/**
 * The path of an address of Square's own site; `null` where `parseSiteUrl` returns `null`. Faster, because it
 * runs for every link.
 */
export function sitePath(href: string): string | null {
  if (href.length > MAX_LENGTH) return null;
  const plain = PLAIN.exec(href);
  return plain ? (plain[1] as string) : (parseSiteUrl(href)?.pathname ?? null);
}

/**
 * The id of the post that an address leads to, or `null`. Supports all known forms: with or without locale,
 * `/feed/post/`, slugs that end in the id, query strings.
 */
export function postIdFromUrl(href: string): string | null {
  const path = sitePath(href);
  return path === null ? null : (POST_PATH.exec(path)?.[1] ?? null);
}

/** The author's handle in a profile address, decoded, in its original spelling; or `null`. */
export function handleFromUrl(href: string): string | null {
  const path = sitePath(href);
  const segment = path === null ? undefined : PROFILE_PATH.exec(path)?.[1];
  if (segment === undefined) return null;
  try {
    return decodeURIComponent(segment).trim() || null;
  } catch {
    return segment;
  }
}

/** The id of the post that a coin link belongs to (`?contentId=330100000000001`), or `null`. */
export function postIdFromCoinLink(href: string): string | null {
  const id = /[?&]contentId=(\d{5,18})(?:&|#|$)/.exec(href)?.[1] ?? null;
  return id !== null && sitePath(href) !== null ? id : null;
}
