/** Imports posts in one transaction: all of them or none. */
import type { ReviewedGroup } from '../../group-review.ts';
import type { CopyGroup, StoredPost, Verdict } from '../../post.ts';
import { contentOf } from '../../text/content-id.ts';
import { applyCorrections } from '../../text/roles/apply-corrections.ts';
import { matchesForStrictness } from '../copy-index/match-strictness.ts';
import type { SearchResult } from '../copy-index/stored-copy-index.ts';
import { importReview, MAX_ANCHORS } from '../db/group-reviews.ts';
import { derivedFields, fromRecord } from '../db/post-record.ts';
import type { PostRecord } from '../db/schema.ts';
import { type ImportStatus, importStatus, mergeImported } from '../merge/merge-import.ts';
import { compareTexts } from '../merge/merge-sighting.ts';
import { assignGroup, type GroupMembership, uniqueGroupId } from '../write/assign-group.ts';
import { campaignKeysOf } from '../write/campaign-membership.ts';
import { applyVerdict } from '../write/edits.ts';
import { moveFeedback, type StoredCorrection, verdictKey } from '../write/feedback.ts';
import type { UnitOfWork } from '../write/unit-of-work.ts';
import {
  findExistingRecord,
  prefetchForUpsert,
  regroupAndStore,
  withoutRejectedPairs,
} from '../write/upsert-post.ts';
import type { ImportJournal } from './import-journal.ts';

/** The posts, verdicts, corrections and groups to import. */
export interface ImportPayload {
  posts: StoredPost[];
  /** The copy groups of the posts according to the file; `null` if the file has no groups. */
  groups: ReviewedGroup[] | null;
  verdicts: Verdict[];
  corrections: StoredCorrection[];
  /** Time at which the texts were current: the time of the export. */
  seenAt: string;
}

/** Number of posts whose records are read at once. */
const STRETCH = 50;

/** Number of posts by import status. */
export type ImportCounts = Record<ImportStatus, number>;

/** Import callbacks. */
export interface ImportCallbacks {
  /** Called with the number of posts handled so far. */
  onProgress?: ((posts: number) => void) | undefined;
}

/** Bytes that a post takes on the disk besides its texts: its keys, tickers and tables. */
const RECORD_OVERHEAD = 3_000;

/** About how many bytes an import writes: two a letter, once to the log of the database and once to its table. */
export function storedSize({ posts }: Pick<ImportPayload, 'posts'>): number {
  let bytes = 0;
  for (const { text, note, versions } of posts) {
    bytes += RECORD_OVERHEAD + 4 * (text.length + note.length);
    for (const version of versions) bytes += 4 * version.text.length;
  }
  return bytes;
}

/** Imports a payload into the unit of work. The caller still has to commit its aggregates. */
export async function importPosts(
  unit: UnitOfWork,
  cargo: ImportPayload,
  now: string,
  { onProgress }: ImportCallbacks = {},
  journal: ImportJournal | null = null,
): Promise<ImportCounts> {
  const done: ImportCounts = { new: 0, same: 0, newer: 0, conflict: 0 };
  const news = await importFeedback(unit, cargo, journal);
  const groups = new ImportedGroups(unit, cargo);
  for (const [i, met] of cargo.posts.entries()) {
    if (i % STRETCH === 0) {
      await prefetchForUpsert(unit, cargo.posts.slice(i, i + STRETCH));
      onProgress?.(i);
    }
    const before = await findExistingRecord(unit, met, contentOf(met));
    const old = before && fromRecord(before);
    const how = importStatus(old, met, cargo.seenAt);
    done[how]++;
    if (!before || !old) {
      const after = { ...met, lastSeenAt: now };
      await insertNew(unit, groups, after);
      journal?.post({ before: null, met: null, after });
    } else if (how !== 'same') {
      const joined = mergeImported(old, met, cargo.seenAt);
      await updateExisting(unit, before, joined, compareTexts(old, met));
      journal?.post({ before: old, met, after: joined });
    } else if (journal?.wasImported(old.id)) journal.post({ before: old, met, after: old });
  }
  for (const { a, b, copy } of news) await applyVerdict(unit, a, b, copy);
  await importReviews(unit, cargo.groups ?? [], journal);
  await journal?.write(unit);
  return done;
}

/** Replaces the record of a known post by the merged one. */
export async function updateExisting(
  unit: UnitOfWork,
  before: PostRecord,
  joined: StoredPost,
  words: ReturnType<typeof compareTexts>,
): Promise<void> {
  if (before.id !== joined.id) await moveFeedback(unit, before.id, joined.id);
  const corrections = await unit.tx
    .objectStore('corrections')
    .getAll(IDBKeyRange.bound([joined.id], [joined.id, []]));
  const post = applyCorrections(joined, corrections);
  if (before.id === post.id && (words === 'same' || post.text === before.text)) {
    await unit.put(before, post, { ...derivedFields(before), campaigns: await campaignKeysOf(unit, post) });
  } else await regroupAndStore(unit, before, post);
}

/** Inserts a new post. Its group from the file is kept if the texts confirm it. */
async function insertNew(unit: UnitOfWork, groups: ImportedGroups, post: StoredPost): Promise<void> {
  const finder = await unit.copyIndex();
  const search = await withoutRejectedPairs(unit, post.id, await finder.find((id) => unit.get(id), post));
  finder.insert(post.id, search);
  const copies = matchesForStrictness(unit.strictness, finder, post, search);
  const place = (await groups.membershipOf(post, search)) ?? (await assignGroup(unit, finder, post, copies));
  await unit.put(
    null,
    { ...post, group: place.group },
    { content: contentOf(post), member: place.member, campaigns: await campaignKeysOf(unit, post) },
  );
}

/** Imports the reviews of groups after the posts, to which they are anchored. */
async function importReviews(
  unit: UnitOfWork,
  groups: readonly ReviewedGroup[],
  journal: ImportJournal | null,
): Promise<void> {
  for (const { first, members, review } of groups) {
    if (!review) continue;
    const anchors = [...new Set([...(first === null ? [] : [first]), ...members.map(({ id }) => id)])];
    const step = await importReview(unit.tx, { ...review, anchors: anchors.slice(0, MAX_ANCHORS) });
    if (step) journal?.review(step);
  }
}

/** Imports verdicts and corrections before the posts, because they affect the grouping. */
async function importFeedback(
  unit: UnitOfWork,
  { verdicts, corrections }: ImportPayload,
  journal: ImportJournal | null,
): Promise<Verdict[]> {
  const news: Verdict[] = [];
  const pairs = unit.tx.objectStore('verdicts');
  for (const verdict of verdicts) {
    const [a, b] = verdictKey(verdict.a, verdict.b);
    const old = await pairs.get([a, b]);
    if (a === b || (old && old.at >= verdict.at)) continue;
    await pairs.put({ ...verdict, a, b });
    journal?.verdict(old, { ...verdict, a, b });
    news.push(verdict);
  }
  const roles = unit.tx.objectStore('corrections');
  for (const correction of corrections) {
    const old = await roles.get([correction.id, correction.code]);
    if (old && old.at >= correction.at) continue;
    await roles.put(correction);
    journal?.correction(old as StoredCorrection | undefined, correction);
  }
  return news;
}

/** The copy groups of the file, checked against the texts, because a file can claim anything. */
class ImportedGroups {
  readonly #unit: UnitOfWork;
  readonly #posts: Map<string, StoredPost>;
  readonly #byMember = new Map<string, CopyGroup>();
  readonly #names = new Map<string, string>();
  readonly #hasGroups: boolean;

  constructor(unit: UnitOfWork, { posts, groups }: ImportPayload) {
    this.#unit = unit;
    this.#posts = new Map(posts.map((post) => [post.id, post]));
    this.#hasGroups = groups !== null;
    for (const group of groups ?? []) for (const { id } of group.members) this.#byMember.set(id, group);
  }

  /** The membership of a new post according to its file; `null` if the library has to find a group. */
  async membershipOf(post: StoredPost, search: SearchResult): Promise<GroupMembership | null> {
    if (!this.#hasGroups || search.found.some(({ id }) => !this.#posts.has(id))) return null;
    const group = this.#byMember.get(post.id);
    if (!group) return { group: null, member: null };

    const centre =
      group.first ?? group.members.find(({ kind, score }) => kind === 'exact' && score === 1)?.id;
    const model = centre === undefined ? undefined : this.#posts.get(centre);
    const own = group.members.find(({ id }) => id === post.id);
    if (!model || !own) return null;
    const finder = await this.#unit.copyIndex();
    const said = await this.#unit.tx.objectStore('verdicts').get(verdictKey(post.id, model.id));
    const alike = model.id === post.id ? own : finder.groupLikeness(post, model);
    if (said?.copy === false || (!alike && !said?.copy)) return null;
    const close = own.kind === 'exact' || own.kind === 'template';
    return { group: await this.#name(group, model.id), member: { kind: own.kind, score: own.score, close } };
  }

  async #name(group: CopyGroup, centre: string): Promise<string> {
    const known = this.#names.get(group.id);
    if (known !== undefined) return known;
    const taken =
      (await this.#unit.tx.objectStore('groups').getKey(group.id)) || this.#unit.ledger.groups.has(group.id);
    const name = taken ? await uniqueGroupId(this.#unit, centre) : group.id;
    this.#names.set(group.id, name);
    this.#unit.ledger.founders.set(name, centre);
    return name;
  }
}
