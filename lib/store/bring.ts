/** Posts brought in from a file, in one transaction: all of them or none. */
import type { CopyGroup, StoredPost, Verdict } from '../post.ts';
import { correct } from '../text/correct.ts';
import { allowed, known, prepare, settle } from './arrive.ts';
import { campaignsOf } from './campaigns.ts';
import type { KeptCorrection } from './corrections.ts';
import { regroup } from './edits.ts';
import type { Search } from './finder.ts';
import { freeName, join, type Membership } from './grouping.ts';
import { compareWords } from './merge.ts';
import { pair } from './pair.ts';
import { reconcile, type Standing, standing } from './reconcile.ts';
import { placeOf, storedPost } from './record.ts';
import { renamed } from './renamed.ts';
import type { PostRecord } from './schema.ts';
import { counted } from './strictness.ts';
import { contentOf, type Unit } from './unit.ts';

/** What is brought in. */
export interface Cargo {
  posts: StoredPost[];
  /** The groups among the posts as the file tells; `null` when nobody looked for copies among them. */
  groups: CopyGroup[] | null;
  verdicts: Verdict[];
  corrections: KeptCorrection[];
  /** When the posts' texts were current: the time of the export. */
  seenAt: string;
}

/** Posts whose neighbours are read at once. */
const STRETCH = 50;

/** How many posts stood how. */
export type Tallied = Record<Standing, number>;

/** Who wants to know how it goes. */
export interface Hearers {
  /** Posts looked at so far. */
  onProgress?: ((posts: number) => void) | undefined;
  /** A post of the library was changed: as it was, and the id it has now. */
  onChanged?: ((was: StoredPost, id: string) => void) | undefined;
}

/** Brings a cargo in. The unit still has to be finished. */
export async function bringIn(
  unit: Unit,
  cargo: Cargo,
  now: string,
  { onProgress, onChanged }: Hearers = {},
): Promise<Tallied> {
  const done: Tallied = { new: 0, same: 0, newer: 0, conflict: 0 };
  const news = await keepWords(unit, cargo);
  const groups = new FileGroups(unit, cargo);
  const brought = new Set<string>();
  for (const [i, met] of cargo.posts.entries()) {
    if (i % STRETCH === 0) {
      await prepare(unit, cargo.posts.slice(i, i + STRETCH));
      onProgress?.(i);
    }
    const before = await known(unit, met, contentOf(met));
    const old = before && storedPost(before);
    const how = standing(old, met, cargo.seenAt);
    done[how]++;
    if (!before || !old) {
      await unload(unit, groups, { ...met, lastSeenAt: now });
      brought.add(met.id);
    } else if (how !== 'same') {
      const joined = reconcile(old, met, cargo.seenAt);
      await fold(unit, before, joined, compareWords(old, met));
      if (brought.has(old.id)) brought.add(joined.id);
      else onChanged?.(old, joined.id);
    }
  }
  for (const { a, b, copy } of news) await regroup(unit, a, b, copy);
  return done;
}

/** A post that the library has: the joined record takes its place. */
async function fold(
  unit: Unit,
  before: PostRecord,
  joined: StoredPost,
  words: ReturnType<typeof compareWords>,
): Promise<void> {
  if (before.id !== joined.id) await renamed(unit, before.id, joined.id);
  const corrections = await unit.tx
    .objectStore('corrections')
    .getAll(IDBKeyRange.bound([joined.id], [joined.id, []]));
  const post = correct(joined, corrections);
  if (before.id === post.id && (words === 'same' || post.text === before.text)) {
    await unit.put(before, post, { ...placeOf(before), campaigns: await campaignsOf(unit, post) });
  } else await settle(unit, before, post);
}

/** A post that is new to the library: its file's group is kept where the texts bear it out. */
async function unload(unit: Unit, groups: FileGroups, post: StoredPost): Promise<void> {
  const finder = await unit.finder();
  const search = await allowed(unit, post.id, await finder.find((id) => unit.get(id), post));
  finder.insert(post.id, search);
  const copies = counted(unit.strictness, finder, post, search);
  const place = (await groups.of(post, search)) ?? (await join(unit, finder, post, copies));
  await unit.put(
    null,
    { ...post, group: place.group },
    { content: contentOf(post), member: place.member, campaigns: await campaignsOf(unit, post) },
  );
}

/** The user's words come first, so that they count when the posts find their groups. */
async function keepWords(unit: Unit, { verdicts, corrections }: Cargo): Promise<Verdict[]> {
  const news: Verdict[] = [];
  const pairs = unit.tx.objectStore('verdicts');
  for (const verdict of verdicts) {
    const [a, b] = pair(verdict.a, verdict.b);
    const old = await pairs.get([a, b]);
    if (a === b || (old && old.at >= verdict.at)) continue;
    await pairs.put({ ...verdict, a, b });
    news.push(verdict);
  }
  const roles = unit.tx.objectStore('corrections');
  for (const correction of corrections) {
    const old = await roles.get([correction.id, correction.code]);
    if (!old || old.at < correction.at) await roles.put(correction);
  }
  return news;
}

/** The groups that the file tells of, checked against the texts: a file may claim anything. */
class FileGroups {
  readonly #unit: Unit;
  readonly #posts: Map<string, StoredPost>;
  readonly #byMember = new Map<string, CopyGroup>();
  readonly #names = new Map<string, string>();
  readonly #told: boolean;

  constructor(unit: Unit, { posts, groups }: Cargo) {
    this.#unit = unit;
    this.#posts = new Map(posts.map((post) => [post.id, post]));
    this.#told = groups !== null;
    for (const group of groups ?? []) for (const { id } of group.members) this.#byMember.set(id, group);
  }

  /** The place of a new post by its file; `null` when the library has to find one. */
  async of(post: StoredPost, search: Search): Promise<Membership | null> {
    if (!this.#told || search.found.some(({ id }) => !this.#posts.has(id))) return null;
    const group = this.#byMember.get(post.id);
    if (!group) return { group: null, member: null };

    const centre =
      group.first ?? group.members.find(({ kind, score }) => kind === 'exact' && score === 1)?.id;
    const model = centre === undefined ? undefined : this.#posts.get(centre);
    const own = group.members.find(({ id }) => id === post.id);
    if (!model || !own) return null;
    const finder = await this.#unit.finder();
    const said = await this.#unit.tx.objectStore('verdicts').get(pair(post.id, model.id));
    const alike = model.id === post.id ? own : finder.kinship(post, model);
    if (said?.copy === false || (!alike && !said?.copy)) return null;
    const close = own.kind === 'exact' || own.kind === 'template';
    return { group: await this.#name(group, model.id), member: { kind: own.kind, score: own.score, close } };
  }

  async #name(group: CopyGroup, centre: string): Promise<string> {
    const known = this.#names.get(group.id);
    if (known !== undefined) return known;
    const taken =
      (await this.#unit.tx.objectStore('groups').getKey(group.id)) || this.#unit.ledger.groups.has(group.id);
    const name = taken ? await freeName(this.#unit, centre) : group.id;
    this.#names.set(group.id, name);
    this.#unit.ledger.founders.set(name, centre);
    return name;
  }
}
