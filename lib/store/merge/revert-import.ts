/** A post without what one import added, and with everything that happened to it since. Pure. */
import type { StoredPost } from '../../post.ts';
import { mergeImported } from './merge-import.ts';

/** What one import did to one post. */
export interface ImportStep {
  /** The library's post before; `null` if it had none. */
  before: StoredPost | null;
  /** The post of the file; `null` if it is the same as `after`. */
  met: StoredPost | null;
  /** The library's post after the import. */
  after: StoredPost;
  /** Time at which the file's text was current. */
  seenAt: string;
}

/**
 * Reverts an import of a post.
 * @param step the import to revert
 * @param later the imports of the same post after it, in their order
 * @param current the present post; `null` if it was deleted since, which stays so
 * @returns the post as if the import had never happened (`null`: it is to be deleted), and the later imports as
 * they would have been then
 */
export function revertImport(
  step: ImportStep,
  later: readonly ImportStep[],
  current: StoredPost | null,
): { post: StoredPost | null; later: ImportStep[] } {
  let actual = step.after;
  let wanted = step.before;
  const rewritten = later.map((next) => {
    const before = rebase(actual, next.before, wanted);
    const met = next.met ?? next.after;
    const alone = { ...met, lastSeenAt: next.after.lastSeenAt };
    const after = before ? mergeImported(before, met, next.seenAt) : next.before ? alone : next.after;
    actual = next.after;
    wanted = after;
    return { ...next, before, met, after };
  });
  return { post: rebase(actual, current, wanted), later: rewritten };
}

/** Applies to `wanted` what changed from `actual` to `current`. */
function rebase(
  actual: StoredPost,
  current: StoredPost | null,
  wanted: StoredPost | null,
): StoredPost | null {
  if (current === null) return null;
  if (wanted === null) return adopted(actual, current);
  const post: StoredPost = { ...current, id: wanted.id };
  for (const key of PLAIN_FIELDS) Object.assign(post, { [key]: pick(key, actual, current, wanted) });
  const untouched = TEXT_FIELDS.every((key) => same(actual[key], current[key]));
  if (untouched || (sameText(actual, current) && !sameText(actual, wanted))) {
    delete post.cut;
    for (const key of TEXT_FIELDS) if (wanted[key] !== undefined) Object.assign(post, { [key]: wanted[key] });
  }
  post.versions = revertVersions(actual, current, wanted);
  return post;
}

/** A post that only the import added is kept if the reader saved it or wrote on it since. */
function adopted(actual: StoredPost, current: StoredPost): StoredPost | null {
  const saved = current.capturedAt !== null && current.capturedAt !== actual.capturedAt;
  const note = current.note === actual.note ? '' : current.note;
  const tags = same(current.tags, actual.tags) ? [] : current.tags;
  return saved || note !== '' || tags.length > 0 ? { ...current, note, tags } : null;
}

const PLAIN_FIELDS = [
  'url',
  'kind',
  'surface',
  'author',
  'postedAt',
  'postedAtSource',
  'label',
  'labels',
  'counts',
  'firstSeenAt',
  'lastSeenAt',
  'capturedAt',
  'note',
  'tags',
] as const;

/** Fields that follow from the text. */
const TEXT_FIELDS = [
  'title',
  'text',
  'cut',
  'excerpt',
  'lang',
  'cashtags',
  'otherTickers',
  'hashtags',
  'mentions',
  'attached',
] as const;

function pick(
  key: (typeof PLAIN_FIELDS)[number],
  actual: StoredPost,
  current: StoredPost,
  wanted: StoredPost,
): unknown {
  return same(actual[key], current[key]) ? wanted[key] : current[key];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sameText = (a: StoredPost, b: StoredPost) => a.text === b.text && a.title === b.title;

function revertVersions(actual: StoredPost, current: StoredPost, wanted: StoredPost): StoredPost['versions'] {
  if (same(actual.versions, current.versions)) return wanted.versions;
  const kept = new Set(wanted.versions.map(({ text }) => text));
  const imported = new Set(actual.versions.flatMap(({ text }) => (kept.has(text) ? [] : [text])));
  if (!sameText(actual, wanted)) imported.add(actual.text);
  return current.versions.flatMap((version) => {
    if (!imported.has(version.text)) return [version];
    // The page changed the imported text since: the version is the text that would have stood there.
    const replaced = version.text === actual.text && !kept.has(wanted.text);
    return replaced ? [{ ...version, title: wanted.title, text: wanted.text }] : [];
  });
}
