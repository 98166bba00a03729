/** Merges an imported post with the stored one. Lossless and idempotent. Pure. */
import { MAX_NOTE, type StoredPost, type Version } from '../../post.ts';
import { MAX_TAGS } from '../../post-enums.ts';
import {
  closestLabel,
  compareSightings,
  hasOtherAuthor,
  keepVersions,
  mergeSighting,
  versionKey,
} from './merge-sighting.ts';

/** How an imported post relates to the library. */
export type ImportStatus =
  /** The library does not have this post. */
  | 'new'
  /** The library has all of it. */
  | 'same'
  /** It adds something: a longer text, a note, a capture. */
  | 'newer'
  /** Text or note differ: both are kept. */
  | 'conflict';

/**
 * Merges an imported post into the stored one. Times, tags and versions are combined, and of two different
 * notes one is appended to the other; the text seen last becomes the current one.
 * @param seenAt time at which the imported text was current: the time of its export
 */
export function mergeImported(existing: StoredPost, incoming: StoredPost, seenAt: string): StoredPost {
  const importIsNewer = seenAt > existing.lastSeenAt;
  const change = compareSightings(existing, incoming);
  // An older text adds nothing if it is only the beginning of the stored one; if it differs, it becomes a
  // version.
  const newer = change === 'incoming-is-longer' || (change === 'changed' && importIsNewer);
  const merged =
    newer || change === 'same' ? mergeSighting(existing, incoming, existing.lastSeenAt) : existing;
  const texts = [...existing.versions, ...incoming.versions];
  if (change === 'changed') {
    const past = importIsNewer ? existing : incoming;
    texts.push({ title: past.title, text: past.text, seenAt: importIsNewer ? existing.lastSeenAt : seenAt });
  }
  if (hasOtherAuthor(existing, merged)) {
    texts.push({
      title: existing.title,
      text: existing.text,
      seenAt: existing.lastSeenAt,
      author: existing.author,
    });
  }
  const capturedAt =
    existing.capturedAt === null || incoming.capturedAt === null
      ? (existing.capturedAt ?? incoming.capturedAt)
      : earlier(existing.capturedAt, incoming.capturedAt);
  const label = closestLabel(existing.label, incoming.label);
  return {
    ...merged,
    ...(label && { label }),
    id: existing.id.startsWith('text:') ? incoming.id : existing.id,
    counts: importIsNewer ? merged.counts : existing.counts,
    labels: importIsNewer ? merged.labels : existing.labels,
    firstSeenAt: earlier(existing.firstSeenAt, incoming.firstSeenAt),
    capturedAt,
    note: mergeNotes(existing.note, incoming.note),
    tags: [...new Set([...existing.tags, ...incoming.tags])].slice(0, MAX_TAGS),
    versions: mergeVersions(texts, merged.text, capturedAt),
    group: existing.group,
  };
}

/** How an imported post relates to the stored one. */
export function importStatus(
  existing: StoredPost | null,
  incoming: StoredPost,
  seenAt: string,
): ImportStatus {
  if (!existing) return 'new';
  const merged = mergeImported(existing, incoming, seenAt);
  if (JSON.stringify(merged) === JSON.stringify(existing)) return 'same';
  const notes = existing.note !== '' && incoming.note !== '' && !existing.note.includes(incoming.note);
  return notes || compareSightings(existing, incoming) === 'changed' ? 'conflict' : 'newer';
}

const earlier = (a: string, b: string) => (a < b ? a : b);

function mergeNotes(own: string, other: string): string {
  if (other === '' || own.includes(other)) return own;
  return own === '' ? other : `${own}\n\n${other}`.slice(0, MAX_NOTE);
}

/** Removes duplicate texts and the current text; oldest first. */
function mergeVersions(versions: Version[], text: string, capturedAt: string | null): Version[] {
  const seen = new Set([versionKey({ title: null, text, seenAt: '' })]);
  const distinct = versions.filter((version) => {
    const key = versionKey(version);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  distinct.sort((a, b) => (a.seenAt < b.seenAt ? -1 : a.seenAt > b.seenAt ? 1 : 0));
  return keepVersions(distinct, capturedAt);
}
