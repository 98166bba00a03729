/** Merges two sightings of one post: which text is kept, and what counts as a change of the text. Pure. */
import type { Post, SeenLabel, StoredPost, Version } from '../../post.ts';
import { labelBounds } from '../../post-time-label.ts';
import { withoutWhitespace } from '../../text/content-id.ts';
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
  existing: StoredPost,
  incoming: Post & Pick<Partial<StoredPost>, 'label'>,
  now: string,
): StoredPost {
  const change = compareSightings(existing, incoming);
  const from = change === 'existing-is-longer' ? existing : incoming;
  const tickers = change === 'same' && lacksAttachedCoins(existing, incoming) ? existing : from;
  const { timeLabel, ...known } = incoming;
  const label = closestLabel(closestLabel(existing.label, incoming.label), seenLabel(timeLabel, now));
  const merged: StoredPost = {
    ...existing,
    ...known,
    ...(label && { label }),
    id: existing.id.startsWith('text:') ? incoming.id : existing.id,
    url: incoming.url ?? existing.url,
    kind: existing.kind === 'article' ? 'article' : incoming.kind,
    surface: existing.surface,
    author: {
      name: incoming.author.name ?? existing.author.name,
      handle: incoming.author.handle ?? existing.author.handle,
    },
    title:
      change === 'existing-is-longer'
        ? existing.title
        : (incoming.title ?? (change === 'same' ? existing.title : null)),
    text: from.text,
    excerpt: change === 'same' ? existing.excerpt && incoming.excerpt : from.excerpt,
    lang: from.lang,
    cashtags: tickers.cashtags,
    otherTickers: tickers.otherTickers,
    attached: tickers.attached,
    hashtags: from.hashtags,
    mentions: from.mentions,
    postedAt: moreExactTime(existing, incoming).postedAt,
    postedAtSource: moreExactTime(existing, incoming).postedAtSource,
    labels: {
      pinned: incoming.labels.pinned,
      factCheck: incoming.labels.factCheck ?? existing.labels.factCheck,
      sentiment: incoming.labels.sentiment ?? existing.labels.sentiment,
    },
    counts: {
      comments: incoming.counts.comments ?? existing.counts.comments,
      quotes: incoming.counts.quotes ?? existing.counts.quotes,
      likes: incoming.counts.likes ?? existing.counts.likes,
      views: incoming.counts.views ?? existing.counts.views,
    },
    firstSeenAt: existing.firstSeenAt < now ? existing.firstSeenAt : now,
    // A time that a wrong clock set years ahead does not stay.
    lastSeenAt: existing.lastSeenAt > now ? clampTime(existing.lastSeenAt, now) : now,
    versions:
      change === 'changed' || hasOtherAuthor(existing, incoming)
        ? withVersion(existing, incoming)
        : existing.versions,
  };
  if (from.translated === undefined) delete merged.translated;
  else merged.translated = from.translated;
  if (from.cut === undefined) delete merged.cut;
  else merged.cut = from.cut;
  return merged;
}

/**
 * Compares the stored text with the incoming one, ignoring white space. `existing-is-longer`: the incoming text
 * is only the beginning of the stored one. `incoming-is-longer`: the stored text was only the beginning. `changed`: they
 * differ otherwise. A translation is no change of the author's words, and they replace it.
 */
export function compareSightings(
  existing: Pick<Post, 'title' | 'text' | 'excerpt' | 'translated'>,
  incoming: Pick<Post, 'title' | 'text' | 'excerpt' | 'translated'>,
): 'same' | 'existing-is-longer' | 'incoming-is-longer' | 'changed' {
  if (incoming.translated) return 'existing-is-longer';
  if (existing.translated) return 'incoming-is-longer';
  const oldText = withoutWhitespace(existing.text);
  const newText = withoutWhitespace(incoming.text);
  const retitled =
    existing.title !== null &&
    incoming.title !== null &&
    withoutWhitespace(existing.title) !== withoutWhitespace(incoming.title);
  if (oldText === newText) return retitled ? 'changed' : 'same';
  if (incoming.excerpt && oldText.startsWith(withoutEllipsis(newText))) return 'existing-is-longer';
  if (existing.excerpt && newText.startsWith(withoutEllipsis(oldText))) return 'incoming-is-longer';
  return 'changed';
}

/** True if the merged post differs in more than counters and the time of the last sighting. */
export function isWorthWriting(existing: StoredPost, merged: StoredPost): boolean {
  const passed = Date.parse(merged.lastSeenAt) - Date.parse(existing.lastSeenAt);
  if (Math.abs(passed) >= MIN_RESIGHT_INTERVAL_MS) return true;
  const bare = (post: StoredPost) => JSON.stringify({ ...post, lastSeenAt: '', counts: null });
  return bare(existing) !== bare(merged);
}

/** Removes the ellipsis at the end of an excerpt. */
const withoutEllipsis = (text: string) => text.replace(/(?:…|\.{3})$/, '');

function lacksAttachedCoins(existing: Post, incoming: Post): boolean {
  return existing.attached.length > 0 && incoming.attached.length === 0;
}

/** A label with the time when it was read, if it can be read. */
function seenLabel(text: string | undefined, seenAt: string): SeenLabel | undefined {
  const label = text === undefined ? undefined : { text, seenAt };
  return label && labelBounds(label) ? label : undefined;
}

/**
 * The label that bounds the time of publication best: the one with the earliest upper bound. A label that was
 * displayed for a while before it was read only makes a post look younger.
 */
export function closestLabel(
  existing: SeenLabel | undefined,
  incoming: SeenLabel | undefined,
): SeenLabel | undefined {
  const [one, other] = [existing && labelBounds(existing), incoming && labelBounds(incoming)];
  if (!other) return existing;
  return one && one.to <= other.to ? existing : incoming;
}

/** Prefers the time from the id, which is exact; a time from a label may be exact only to the day. */
function moreExactTime(existing: Post, incoming: Post): Post {
  if (incoming.postedAt === null) return existing;
  return existing.postedAtSource === 'id' && incoming.postedAtSource !== 'id' ? existing : incoming;
}

/** The present text and author become a version; those that are current again are not stored twice. */
function withVersion(existing: StoredPost, incoming: Post): Version[] {
  const author = hasOtherAuthor(existing, incoming) ? { author: existing.author } : {};
  const current = versionKey({ title: incoming.title, text: incoming.text, seenAt: '' });
  const others = existing.versions.filter((version) => versionKey(version) !== current);
  const past = { title: existing.title, text: existing.text, seenAt: existing.lastSeenAt, ...author };
  const known = others.some((version) => versionKey(version) === versionKey(past));
  return keepVersions(known ? others : [...others, past], existing.capturedAt);
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
  { author: existing }: Pick<Post, 'author'>,
  { author: incoming }: Pick<Post, 'author'>,
): boolean {
  const differ = (a: string | null, b: string | null) =>
    a !== null && b !== null && a.toLowerCase() !== b.toLowerCase();
  return differ(existing.name, incoming.name) || differ(existing.handle, incoming.handle);
}
