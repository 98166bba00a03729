/**
 * The library's writer. One operation at a time, one transaction an operation; an operation's promise resolves
 * after its transaction completed. What is in memory (the copy index) is dropped when a transaction fails.
 */
import type { Ask, Health, Reply } from '../messages.ts';
import type { Annotation, RawPost } from '../post.ts';
import type { Summary } from '../rows.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { annotationOf, type Read } from './annotate.ts';
import { arrive, prepare } from './arrive.ts';
import { bringIn, type Cargo, type Tallied } from './bring.ts';
import { announceChange } from './changes.ts';
import { Connection, type Database, faultOf, StoreFault } from './database.ts';
import { correct, judge, removePost, setNote, setSaved } from './edits.ts';
import { explain } from './explain.ts';
import { Finder } from './finder.ts';
import { look } from './look.ts';
import { stretchOf } from './paging.ts';
import { PURGE, purge } from './purge.ts';
import { type PostRecord, TABLES } from './schema.ts';
import { understand } from './understand.ts';
import { Unit } from './unit.ts';
import { upkeep } from './upkeep.ts';
import { type Note, type NoteStore, witness } from './witness.ts';

export interface LibraryOptions {
  connection?: Connection;
  /** Remembers outside the database what it is. */
  notes: NoteStore;
  now?: () => Date;
  /** Hears the annotations that an operation changed, of other posts too. */
  onNews?: (annotations: Annotation[]) => void;
  /** Hears when the state of the store changed. */
  onHealth?: (health: Health) => void;
}

/** Members of a changed group whose annotations are told, and of all groups together. */
const NEWS_OF_GROUP = 20;
const NEWS = 60;
/** Posts removed by one transaction of `forget`. */
const CHUNK = 400;

/** Opens the library for writing. Nothing is read until the first operation. */
export function openLibrary(options: LibraryOptions): Library {
  return new Library(options);
}

export class Library {
  readonly #connection: Connection;
  readonly #notes: NoteStore;
  readonly #now: () => Date;
  readonly #onNews: (annotations: Annotation[]) => void;
  readonly #onHealth: (health: Health) => void;
  #tail: Promise<unknown> = Promise.resolve();
  #finder: Finder | null = null;
  #upkeep: Promise<void> | null = null;
  /** Share of the posts in the copy index. */
  #done = 1;
  #note: Note | null = null;
  #health: Health = { state: 'ok', progress: null, detail: null };

  constructor({ connection = new Connection(), notes, now, onNews, onHealth }: LibraryOptions) {
    this.#connection = connection;
    this.#notes = notes;
    this.#now = now ?? (() => new Date());
    this.#onNews = onNews ?? (() => {});
    this.#onHealth = onHealth ?? (() => {});
  }

  /**
   * Posts that are on a page: kept as seen, and what to show on each.
   * @param keep false in a private window: the library is only looked into.
   */
  async annotate(raws: readonly RawPost[], keep = true): Promise<Annotation[]> {
    const named = raws.filter(({ id }) => id !== null);
    if (!keep) return this.#look(named);
    const { value } = await this.#write('relaxed', async (unit, settings, now) => {
      const posts = await understand(named, (codes) => knownCodes(unit.tx, codes));
      if (settings.keepSeen) await prepare(unit, posts);
      const done: (PostRecord | Annotation)[] = [];
      for (const post of posts) {
        const wanted = settings.keepSeen || (await unit.get(post.id));
        done.push(wanted ? await arrive(unit, post, now) : await look(unit.tx, await unit.finder(), post));
      }
      for (const one of done) if ('facets' in one && one.group === null) unit.plain.add(one.id);
      await purge(unit, settings, now);
      await unit.finish();
      return Promise.all(done.map((one) => ('tickers' in one ? one : annotated(unit, one))));
    });
    return value;
  }

  /** Saves a post as it was met on a page. Done twice it is done once. */
  async save(raw: RawPost): Promise<Annotation> {
    const { value } = await this.#write('strict', async (unit, settings, now) => {
      const [post] = await understand([raw], (codes) => knownCodes(unit.tx, codes));
      if (!post || post.id.startsWith('text:')) throw new TypeError('a post without an id cannot be saved');
      const record = await arrive(unit, post, now, (met) => ({ ...met, capturedAt: met.capturedAt ?? now }));
      await purge(unit, settings, now);
      await unit.finish();
      return annotated(unit, record);
    });
    return value;
  }

  /** Saves or takes back by id. Posts that are not there are left out of the answer. */
  setSaved(ids: readonly string[], saved: boolean): Promise<Annotation[]> {
    return this.#edit(ids, (unit, id, now) => setSaved(unit, id, saved, now));
  }

  async setNote(id: string, note: string, tags: string[]): Promise<Annotation | null> {
    const [done] = await this.#edit([id], (unit) => setNote(unit, id, note, tags));
    return done ?? null;
  }

  async correct({ id, code, role }: Ask<'correct'>): Promise<Annotation | null> {
    const [done] = await this.#edit([id], (unit, _id, now) => correct(unit, id, code, role, now));
    return done ?? null;
  }

  /** Both posts' annotations, or `null` when one is not there. */
  async judge({ a, b, copy }: Ask<'judge'>): Promise<Annotation[] | null> {
    const { value } = await this.#write('strict', async (unit, _settings, now) => {
      const posts = await judge(unit, a, b, copy, now);
      await unit.finish();
      return posts && Promise.all(posts.map((post) => annotated(unit, post)));
    });
    return value;
  }

  /** Deletes posts, captures too. @returns how many were there. */
  async remove(ids: readonly string[]): Promise<number> {
    const { value } = await this.#write('strict', async (unit) => {
      let removed = 0;
      for (const id of ids) if (await removePost(unit, id)) removed++;
      await unit.finish();
      return removed;
    });
    return value;
  }

  /** Deletes seen posts that are not captured: all, or those last seen before a time. @returns how many. */
  async forget(before: string | null): Promise<number> {
    let forgotten = 0;
    const range = before === null ? null : IDBKeyRange.upperBound([Date.parse(before)], true);
    for (;;) {
      const { value } = await this.#write('relaxed', async (unit) => {
        const gone = await unit.posts.index('stale').getAll(range, CHUNK);
        for (const record of gone) await unit.remove(record);
        await unit.finish();
        return gone.length;
      });
      forgotten += value;
      if (value < CHUNK) return forgotten;
    }
  }

  /** Brings in posts of a file: all of them or, when anything fails, none. Captures that were there stay. */
  async bring(cargo: Cargo, onProgress?: (posts: number) => void): Promise<Tallied> {
    const { value } = await this.#write('strict', async (unit, _settings, now) => {
      const done = await bringIn(unit, cargo, now, onProgress);
      await unit.finish();
      return done;
    });
    return value;
  }

  /** What is behind a post's strip; `null` for a post that is not there. */
  explain(id: string): Promise<Reply<'explain'> | null> {
    return this.#read((db) => explain(db.transaction(TABLES), id));
  }

  settings(): Promise<Settings> {
    return this.#read(async (db) => readSettings(await db.get('meta', 'settings')));
  }

  async setSettings(change: Partial<Settings>): Promise<Settings> {
    const { value } = await this.#write('strict', async (unit, settings) => {
      const changed = { ...settings, ...change };
      await unit.tx.objectStore('meta').put(changed, 'settings');
      await unit.finish();
      return changed;
    });
    if (change.seenLimit !== undefined || change.seenDays !== undefined) void this.#purgeAll();
    return value;
  }

  /** Forgets what is in memory, since somebody else wrote. */
  reload(): void {
    this.#finder = null;
    announceChange();
  }

  /** The user took note of a loss. */
  async acknowledge(): Promise<void> {
    const note = this.#note ?? (await this.#notes.get());
    if (note) await this.#remember({ ...note, lost: null });
    this.#setHealth({ state: 'ok', progress: null, detail: null });
  }

  /** The state of the store, after a look at it. */
  async health(): Promise<Health> {
    try {
      if (!this.#note) await this.#write('relaxed', (unit) => unit.finish());
      else await this.#read((db) => db.get('meta', 'counts'));
    } catch {
      // What was wrong is in #health by now.
    }
    return this.#health;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #edit(
    ids: readonly string[],
    edit: (unit: Unit, id: string, now: string) => Promise<PostRecord | null>,
  ): Promise<Annotation[]> {
    return this.#write('strict', async (unit, _settings, now) => {
      const done: PostRecord[] = [];
      for (const id of ids) {
        const record = await edit(unit, id, now);
        if (record) done.push(record);
      }
      await unit.finish();
      return Promise.all(done.map((record) => annotated(unit, record)));
    }).then(({ value }) => value);
  }

  /** Looks posts up without keeping anything. */
  #look(raws: readonly RawPost[]): Promise<Annotation[]> {
    return this.#read(async (db) => {
      const tx = db.transaction(TABLES);
      const finder = await this.#openFinder(tx);
      const posts = await understand(raws, (codes) => knownCodes(tx, codes));
      const done: Annotation[] = [];
      for (const post of posts) done.push(await look(tx, finder, post));
      return done;
    });
  }

  async #purgeAll(): Promise<void> {
    try {
      for (let gone = PURGE; gone >= PURGE; ) {
        const { value } = await this.#write('relaxed', async (unit, settings, now) => {
          const removed = await purge(unit, settings, now, CHUNK);
          await unit.finish();
          return removed;
        });
        gone = value;
      }
    } catch {
      // The next batch goes on with it.
    }
  }

  /** Runs `work` in a transaction after all that were asked before. */
  #write<T>(
    durability: IDBTransactionDurability,
    work: (unit: Unit, settings: Settings, now: string) => Promise<T>,
  ): Promise<{ value: T }> {
    const turn = this.#tail.then(async () => {
      this.#note ??= await this.#notes.get();
      return this.#guarded(() => this.#connection.use((db) => this.#transact(db, durability, work)), true);
    });
    this.#tail = turn.catch(() => {});
    return turn;
  }

  #read<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return this.#guarded(() => this.#connection.use(work));
  }

  async #transact<T>(
    db: Database,
    durability: IDBTransactionDurability,
    work: (unit: Unit, settings: Settings, now: string) => Promise<T>,
  ): Promise<{ value: T }> {
    const now = this.#now().toISOString();
    const tx = db.transaction(TABLES, 'readwrite', { durability });
    // Its failure is handled below, also when `work` fails first.
    tx.done.catch(() => {});
    try {
      const meta = tx.objectStore('meta');
      const [epoch, settings] = await Promise.all([meta.get('epoch'), meta.get('settings')]);
      const name = (epoch as string | undefined) ?? crypto.randomUUID();
      if (epoch === undefined) await meta.put(name, 'epoch');

      const unit = new Unit(tx, () => this.#openFinder(tx));
      const value = await work(unit, readSettings(settings), now);
      const news = await newsOf(unit);
      const counts = (await meta.get('counts')) as Summary | undefined;
      this.#done = this.#finder && counts?.seen ? this.#finder.size / counts.seen : 1;
      await tx.done;

      await this.#witness(name, epoch === undefined, counts?.captured ?? 0, now);
      if (unit.touched.size > 0) announceChange();
      if (news.length > 0) this.#onNews(news);
      this.#keepUp();
      return { value };
    } catch (error) {
      this.#finder = null;
      try {
        tx.abort();
      } catch {
        // It is over already.
      }
      // Chrome: the quota shows only here. Wait, so that the next transaction finds this one gone.
      const ended = await tx.done.catch((reason: unknown) => reason);
      throw faultOf(ended) ? ended : error;
    }
  }

  /** The copy index, read when this worker has none or somebody else (an import) wrote it since. */
  async #openFinder(tx: Read): Promise<Finder> {
    const head = await Finder.head(tx);
    if (!this.#finder || this.#finder.seq !== (head?.seq ?? 0)) {
      const counts = (await tx.objectStore('meta').get('counts')) as Summary | undefined;
      this.#finder = await Finder.load(tx, head, counts?.seen ?? 0);
    }
    return this.#finder;
  }

  /** What the copy index needs now and then, a piece at a time, so that nobody waits for it. */
  #keepUp(): void {
    if (this.#upkeep || !this.#finder || (this.#finder.rebuilt === null && !this.#finder.isLong)) return;
    this.#upkeep = this.#upkeepPiece()
      .catch(() => {
        // What was wrong is in #health by now; the next write tries again.
      })
      .finally(() => {
        this.#upkeep = null;
      });
  }

  async #upkeepPiece(): Promise<void> {
    for (;;) {
      const { value: more } = await this.#write('relaxed', upkeep);
      if (!more) return;
    }
  }

  async #guarded<T>(work: () => Promise<T>, wrote = false): Promise<T> {
    try {
      const value = await work();
      // Reading works on a full disk too.
      if (this.#health.state === 'full' && !wrote) return value;
      const lost = this.#note?.lost;
      const rebuilt = this.#finder?.rebuilt ?? null;
      if (lost) this.#setHealth({ state: 'lost', progress: null, detail: String(lost.captured) });
      else if (rebuilt === null) this.#setHealth({ state: 'ok', progress: null, detail: null });
      else this.#setHealth({ state: 'rebuilding', progress: this.#done, detail: null });
      return value;
    } catch (error) {
      const kind = faultOf(error);
      if (kind) this.#setHealth({ state: kind, progress: null, detail: String(error) });
      throw kind && !(error instanceof StoreFault) ? new StoreFault(kind, error) : error;
    }
  }

  /** Keeps the note outside up to date; a note that cannot be written stops nothing. */
  async #witness(epoch: string, fresh: boolean, captured: number, now: string): Promise<void> {
    const note = witness(this.#note, epoch, fresh, captured, now);
    if (JSON.stringify(note) !== JSON.stringify(this.#note)) await this.#remember(note);
  }

  async #remember(note: Note): Promise<void> {
    this.#note = note;
    await this.#notes.set(note).catch(() => {});
  }

  #setHealth(health: Health): void {
    const changed = health.state !== this.#health.state || health.progress !== this.#health.progress;
    this.#health = health;
    if (changed) this.#onHealth(health);
  }
}

function readSettings(stored: unknown): Settings {
  return { ...defaultSettings, ...(stored as Partial<Settings> | undefined) };
}

async function annotated(unit: Unit, record: PostRecord): Promise<Annotation> {
  // Read again: a later post of the batch may have given it a group.
  return annotationOf(unit.tx, (await unit.get(record.id)) ?? record, unit.kinship);
}

/** Annotations of what an operation changed: its posts, and the nearest members of their groups. */
async function newsOf(unit: Unit): Promise<Annotation[]> {
  const ids = new Set([...unit.touched].filter((id) => !unit.plain.has(id)));
  for (const group of unit.ledger.groups.keys()) {
    for (const id of await unit.posts.index('group').getAllKeys(stretchOf([group]), NEWS_OF_GROUP))
      ids.add(id);
    if (ids.size >= NEWS) break;
  }
  const records = await Promise.all([...ids].slice(0, NEWS).map((id) => unit.get(id)));
  return Promise.all(
    records.flatMap((record) => (record ? [annotationOf(unit.tx, record, unit.kinship)] : [])),
  );
}

/** Which of these codes the library has met. */
async function knownCodes(tx: Read, codes: string[]): Promise<Set<string>> {
  const store = tx.objectStore('tickers');
  const keys = await Promise.all(codes.map((code) => store.getKey(code)));
  return new Set(keys.filter((key) => key !== undefined));
}
