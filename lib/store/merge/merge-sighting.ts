/** Merges two sightings of one post: which text is kept, and what counts as a change of the text. Pure. */
import type { Post, SeenLabel, StoredPost, Version } from '../../post.ts';
import { labelBounds } from '../../post-time-label.ts';
import { clampTime } from './plausible-time.ts';

/** Maximum number of earlier texts kept per post; the oldest are dropped. */
const MAX_VERSIONS = 20;
/**
 * A sighting that changes nothing is written only after this time, in ms, so that scrolling does not cause
 * writes.
 */
const MIN_RESIGHT_INTERVAL_MS = 10 * 60_000;

/** Returns the stored post for a first sighting. */
export function toStoredPost({ timeLabel, ...post }: Post, now: string): StoredPost {
  const label = seenLabel(timeLabel, now);
  return {
    ...post,
    ...(label && { label }),
    firstSeenAt: now,
    lastSeenAt: now,
    capturedAt: null,
    note: '',
    tags: [],
    versions: [],
    group: null,
  };
}

/**
 * Merges a new sighting into the stored post. The longer text wins if one is the beginning of the other. A
 * text that really changed becomes the current one, and the old text becomes a version. Capture, note and
 * tags are kept.
 */
export function mergeSighting(
  old: StoredPost,
  fresh: Post & Pick<Partial<StoredPost>, 'label'>,
  now: string,
): StoredPost {
  const words = compareTexts(old, fresh);
  const from = words === 'old' ? old : fresh;
  const tickers = words === 'same' && lacksAttachedCoins(old, fresh) ? old : from;
  const { timeLabel, ...known } = fresh;
  const label = closestLabel(closestLabel(old.label, fresh.label), seenLabel(timeLabel, now));
  const merged: StoredPost = {
    ...old,
    ...known,
    ...(label && { label }),
    id: old.id.startsWith('text:') ? fresh.id : old.id,
    url: fresh.url ?? old.url,
    kind: old.kind === 'article' ? 'article' : fresh.kind,
    surface: old.surface,
    author: { name: fresh.author.name ?? old.author.name, handle: fresh.author.handle ?? old.author.handle },
    title: words === 'old' ? old.title : (fresh.title ?? (words === 'same' ? old.title : null)),
    text: from.text,
    excerpt: words === 'same' ? old.excerpt && fresh.excerpt : from.excerpt,
    lang: from.lang,
    cashtags: tickers.cashtags,
    otherTickers: tickers.otherTickers,
    attached: tickers.attached,
    hashtags: from.hashtags,
    mentions: from.mentions,
    postedAt: moreExactTime(old, fresh).postedAt,
    postedAtSource: moreExactTime(old, fresh).postedAtSource,
    labels: {
      pinned: fresh.labels.pinned,
      factCheck: fresh.labels.factCheck ?? old.labels.factCheck,
      sentiment: fresh.labels.sentiment ?? old.labels.sentiment,
    },
    counts: {
      comments: fresh.counts.comments ?? old.counts.comments,
      quotes: fresh.counts.quotes ?? old.counts.quotes,
      likes: fresh.counts.likes ?? old.counts.likes,
      views: fresh.counts.views ?? old.counts.views,
    },
    firstSeenAt: old.firstSeenAt < now ? old.firstSeenAt : now,
    // A time that a wrong clock set years ahead does not stay.
    lastSeenAt: old.lastSeenAt > now ? clampTime(old.lastSeenAt, now) : now,
    versions: words === 'changed' || hasOtherAuthor(old, fresh) ? withVersion(old, fresh) : old.versions,
  };
  if (from.translated === undefined) delete merged.translated;
  else merged.translated = from.translated;
  if (from.cut === undefined) delete merged.cut;
  else merged.cut = from.cut;
  return merged;
}

/**
 * Compares the stored text with the incoming one, ignoring white space. `old`: the incoming text is only the
 * beginning of the stored one. `fresh`: the stored text was only the beginning. `changed`: they differ
 * otherwise. A translation is no change of the author's words, and they replace it.
 */
export function compareTexts(
  old: Pick<Post, 'title' | 'text' | 'excerpt' | 'translated'>,
  fresh: Pick<Post, 'title' | 'text' | 'excerpt' | 'translated'>,
): 'same' | 'old' | 'fresh' | 'changed' {
  if (fresh.translated) return 'old';
  if (old.translated) return 'fresh';
  const kept = withoutWhitespace(old.text);
  const met = withoutWhitespace(fresh.text);
  const retitled =
    old.title !== null &&
    fresh.title !== null &&
    withoutWhitespace(old.title) !== withoutWhitespace(fresh.title);
  if (kept === met) return retitled ? 'changed' : 'same';
  if (fresh.excerpt && kept.startsWith(withoutEllipsis(met))) return 'old';
  if (old.excerpt && met.startsWith(withoutEllipsis(kept))) return 'fresh';
  return 'changed';
}

/** True if the merged post differs in more than counters and the time of the last sighting. */
export function isWorthWriting(old: StoredPost, merged: StoredPost): boolean {
  const passed = Date.parse(merged.lastSeenAt) - Date.parse(old.lastSeenAt);
  if (Math.abs(passed) >= MIN_RESIGHT_INTERVAL_MS) return true;
  const bare = (post: StoredPost) => JSON.stringify({ ...post, lastSeenAt: '', counts: null });
  return bare(old) !== bare(merged);
}

/** White space and invisible characters. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]+/gu;
export const withoutWhitespace = (text: string) => text.normalize('NFC').replace(INVISIBLE, '');

/** Removes the ellipsis at the end of an excerpt. */
const withoutEllipsis = (squashed: string) => squashed.replace(/(?:…|\.{3})$/, '');

function lacksAttachedCoins(old: Post, fresh: Post): boolean {
  return old.attached.length > 0 && fresh.attached.length === 0;
}

/** A label with the time when it was read, if it can be read. */
function seenLabel(text: string | undefined, seenAt: string): SeenLabel | undefined {
  const label = text === undefined ? undefined : { text, seenAt };
  return label && labelBounds(label) ? label : undefined;
}

/**
 * The label that tells most about the time of publication: the one with the earliest upper bound. A label that was
 * displayed for a while before it was read only makes a post look younger.
 */
export function closestLabel(old: SeenLabel | undefined, met: SeenLabel | undefined): SeenLabel | undefined {
  const [one, other] = [old && labelBounds(old), met && labelBounds(met)];
  if (!other) return old;
  return one && one.to <= other.to ? old : met;
}

/** Prefers the time from the id, which is exact; a time from a label may be exact only to the day. */
function moreExactTime(old: Post, fresh: Post): Post {
  if (fresh.postedAt === null) return old;
  return old.postedAtSource === 'id' && fresh.postedAtSource !== 'id' ? old : fresh;
}

/** The present text and author become a version; those that are current again are not stored twice. */
function withVersion(old: StoredPost, fresh: Post): Version[] {
  const author = hasOtherAuthor(old, fresh) ? { author: old.author } : {};
  const current = versionKey({ title: fresh.title, text: fresh.text, seenAt: '' });
  const others = old.versions.filter((version) => versionKey(version) !== current);
  const past = { title: old.title, text: old.text, seenAt: old.lastSeenAt, ...author };
  const known = others.some((version) => versionKey(version) === versionKey(past));
  return keepVersions(known ? others : [...others, past], old.capturedAt);
}

/** What makes a version another one: its text, and the author if it is not the present one. */
export const versionKey = ({ text, author }: Version): string =>
  JSON.stringify([withoutWhitespace(text), author?.name ?? null, author?.handle ?? null]);

/**
 * Drops the oldest versions over the limit, but never the text that was saved: the first that was still seen when the
 * post was saved.
 * @param versions oldest first
 */
export function keepVersions(versions: Version[], capturedAt: string | null): Version[] {
  if (versions.length <= MAX_VERSIONS) return versions;
  const saved = capturedAt === null ? undefined : versions.find(({ seenAt }) => seenAt >= capturedAt);
  const newest = versions.slice(-MAX_VERSIONS);
  return saved === undefined || newest.includes(saved) ? newest : [saved, ...newest.slice(1)];
}

/** True if both are known and another name or handle is shown. */
export function hasOtherAuthor(
  { author: old }: Pick<Post, 'author'>,
  { author: fresh }: Pick<Post, 'author'>,
): boolean {
  const differ = (a: string | null, b: string | null) =>
    a !== null && b !== null && a.toLowerCase() !== b.toLowerCase();
  return differ(old.name, fresh.name) || differ(old.handle, fresh.handle);
}
