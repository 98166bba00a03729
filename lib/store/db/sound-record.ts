/** Reads a damaged record so that counting, comparing and deleting the post do not fail on it. */
import type { PostRecord } from './schema.ts';

const LISTS = [
  'cashtags',
  'otherTickers',
  'hashtags',
  'mentions',
  'attached',
  'tags',
  'versions',
  'facets',
] as const;
const TEXTS = ['text', 'note', 'content', 'firstSeenAt', 'lastSeenAt'] as const;
const TEXTS_OR_NULL = ['title', 'url', 'postedAt', 'capturedAt', 'group'] as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isTextOrNull = (value: unknown) => value === null || typeof value === 'string';

function isSound(record: PostRecord): boolean {
  return (
    isObject(record.author) &&
    isObject(record.labels) &&
    isObject(record.counts) &&
    TEXTS.every((key) => typeof record[key] === 'string') &&
    TEXTS_OR_NULL.every((key) => isTextOrNull(record[key])) &&
    LISTS.every((key) => Array.isArray(record[key])) &&
    [...record.cashtags, ...record.otherTickers].every((ticker) => typeof ticker?.code === 'string') &&
    record.versions.every((version) => typeof version?.text === 'string') &&
    record.facets.every(Array.isArray)
  );
}

/** The record itself, or a copy in which fields of a wrong type are empty. */
export function soundRecord(record: PostRecord): PostRecord {
  if (isSound(record)) return record;
  const sound = { ...record };
  for (const key of TEXTS) if (typeof sound[key] !== 'string') sound[key] = '';
  for (const key of TEXTS_OR_NULL) if (!isTextOrNull(sound[key])) sound[key] = null;
  for (const key of LISTS) if (!Array.isArray(sound[key])) Object.assign(sound, { [key]: [] });
  for (const key of ['cashtags', 'otherTickers'] as const)
    sound[key] = sound[key].filter((ticker) => typeof ticker?.code === 'string');
  sound.versions = sound.versions.filter((version) => typeof version?.text === 'string');
  sound.facets = sound.facets.filter(Array.isArray);
  if (!isObject(sound.author)) sound.author = { name: null, handle: null };
  if (!isObject(sound.labels)) sound.labels = { pinned: false, factCheck: null, sentiment: null };
  if (!isObject(sound.counts)) sound.counts = { comments: null, quotes: null, likes: null, views: null };
  return sound;
}
