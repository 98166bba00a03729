import { packFeatures } from '../../copies/fingerprint/packed-features.ts';
import { extractFeatures } from '../../copies/fingerprint/text-features.ts';
import { postKeys } from '../../copies/post-keys.ts';
import type { ExportablePost } from '../../store/export/export-record.ts';
import { type ExportRow, toExportRow } from '../../store/export/export-row.ts';
import { readStretches, type Stretches } from '../io/bytes-spool.ts';
import { sha256 } from '../sha256.ts';
import { type PackedLists, packLists } from './packed-lists.ts';

/** Collected posts, to be prepared for the search for copies. */
export interface PostsToPrepare {
  posts: Stretches;
  /** Whether their rows of an export are wanted. */
  rows: boolean;
}

/** For each post what it is found and compared by, and its row in an export. */
export interface PreparedPosts {
  keys: PackedLists<Uint32Array>;
  runs: Uint16Array;
  /** In twos. */
  identities: Uint32Array;
  features: PackedLists<Uint32Array>;
  /** As UTF-8: see `packRow`. */
  rows: PackedLists<Uint8Array> | null;
}

/** Reads posts from a temporary file and prepares them. Depends on each post alone. */
export async function preparePosts({ posts, rows: wantsRows }: PostsToPrepare): Promise<PreparedPosts> {
  const count = posts.starts.length;
  const keys: Uint32Array[] = [];
  const features: Uint32Array[] = [];
  const rows: Uint8Array[] = [];
  const runs = new Uint16Array(count);
  const identities = new Uint32Array(2 * count);
  for (const [i, bytes] of readStretches(posts).entries()) {
    const { post } = JSON.parse(decoder.decode(bytes)) as { post: ExportablePost };
    const found = extractFeatures(post.text, post.title);
    const { keys: own, runs: size, identity } = postKeys(found);
    keys.push(own);
    runs[i] = size;
    identities.set(identity, 2 * i);
    features.push(packFeatures(found));
    if (wantsRows) rows.push(packRow(await toExportRow(post, sha256)));
  }
  return {
    keys: packLists(keys, Uint32Array),
    runs,
    identities,
    features: packLists(features, Uint32Array),
    rows: wantsRows ? packLists(rows, Uint8Array) : null,
  };
}

const HASH_DIGITS = 64;
const decoder = new TextDecoder();

/** A row as bytes: its hash, then its text. */
const packRow = ({ text, hash }: ExportRow): Uint8Array => Buffer.from(hash + text);

/** The row of these bytes. */
export const unpackRow = (bytes: Buffer): ExportRow => ({
  hash: bytes.toString('latin1', 0, HASH_DIGITS),
  text: bytes.toString('utf8', HASH_DIGITS),
});
