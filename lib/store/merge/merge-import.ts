/** Merges an imported post with the stored one. Lossless and idempotent. Pure. */
import type { StoredPost, Version } from '../../post.ts';
import {
  closestLabel,
  compareTexts,
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
export function mergeImported(old: StoredPost, met: StoredPost, seenAt: string): StoredPost {
  const importIsNewer = seenAt > old.lastSeenAt;
  const words = compareTexts(old, met);
  // An older text adds nothing if it is only the beginning of the stored one; if it differs, it becomes a
  // version.
  const newer = words === 'fresh' || (words === 'changed' && importIsNewer);
  const merged = newer || words === 'same' ? mergeSighting(old, met, old.lastSeenAt) : old;
  const texts = [...old.versions, ...met.versions];
  if (words === 'changed') {
    const past = importIsNewer ? old : met;
    texts.push({ title: past.title, text: past.text, seenAt: importIsNewer ? old.lastSeenAt : seenAt });
  }
  if (hasOtherAuthor(old, merged)) {
    texts.push({ title: old.title, text: old.text, seenAt: old.lastSeenAt, author: old.author });
  }
  const capturedAt =
    old.capturedAt === null || met.capturedAt === null
      ? (old.capturedAt ?? met.capturedAt)
      : earlier(old.capturedAt, met.capturedAt);
  const label = closestLabel(old.label, met.label);
  return {
    ...merged,
    ...(label && { label }),
    id: old.id.startsWith('text:') ? met.id : old.id,
    counts: importIsNewer ? merged.counts : old.counts,
    labels: importIsNewer ? merged.labels : old.labels,
    firstSeenAt: earlier(old.firstSeenAt, met.firstSeenAt),
    capturedAt,
    note: mergeNotes(old.note, met.note),
    tags: [...new Set([...old.tags, ...met.tags])].slice(0, 100),
    versions: mergeVersions(texts, merged.text, capturedAt),
    group: old.group,
  };
}

/** How an imported post relates to the stored one. */
export function importStatus(old: StoredPost | null, met: StoredPost, seenAt: string): ImportStatus {
  if (!old) return 'new';
  const merged = mergeImported(old, met, seenAt);
  if (JSON.stringify(merged) === JSON.stringify(old)) return 'same';
  const notes = old.note !== '' && met.note !== '' && !old.note.includes(met.note);
  return notes || compareTexts(old, met) === 'changed' ? 'conflict' : 'newer';
}

const earlier = (a: string, b: string) => (a < b ? a : b);

function mergeNotes(own: string, other: string): string {
  if (other === '' || own.includes(other)) return own;
  return own === '' ? other : `${own}\n\n${other}`.slice(0, 20_000);
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
