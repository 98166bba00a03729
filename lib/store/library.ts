/** What can be done with the library. Everything that writes goes through one writer, one thing after another. */
import type { Ask, Health, Reply } from '../messages.ts';
import type { Annotation, RawPost } from '../post.ts';
import type { Settings } from '../settings.ts';
import type { Read } from './annotate.ts';
import { arrive, prepare } from './arrive.ts';
import { bringIn, type Cargo, type Hearers, type Tallied } from './bring.ts';
import { announceChange } from './changes.ts';
import { Condition } from './condition.ts';
import { Connection } from './database.ts';
import { correct, judge, removePost, setNote, setSaved } from './edits.ts';
import { explain } from './explain.ts';
import { forgetAll, forgetSome } from './forget.ts';
import { look } from './look.ts';
import { annotated } from './news.ts';
import { PURGE, purge } from './purge.ts';
import { type Said, unsay } from './said.ts';
import { type PostRecord, TABLES } from './schema.ts';
import { understand } from './understand.ts';
import type { Unit } from './unit.ts';
import type { NoteStore } from './witness.ts';
import { readSettings, Writer } from './writer.ts';

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

/** Posts purged by one transaction after a limit was lowered. */
const CHUNK = 400;

/** Opens the library for writing. Nothing is read until the first operation. */
export function openLibrary(options: LibraryOptions): Library {
  return new Library(options);
}

export class Library {
  readonly #connection: Connection;
  readonly #condition: Condition;
  readonly #writer: Writer;
  readonly #forgetting = new Map<string | null, Promise<number>>();

  constructor({ connection = new Connection(), notes, now, onNews, onHealth }: LibraryOptions) {
    this.#connection = connection;
    this.#condition = new Condition(notes, onHealth ?? (() => {}));
    this.#writer = new Writer(connection, this.#condition, now ?? (() => new Date()), onNews ?? (() => {}));
  }

  /**
   * Posts that are on a page: kept as seen, and what to show on each.
   * @param keep false in a private window: the library is only looked into.
   */
  async annotate(raws: readonly RawPost[], keep = true): Promise<Annotation[]> {
    const named = raws.filter(({ id }) => id !== null);
    if (!keep) return this.#look(named);
    return this.#writer.write('relaxed', async (unit, settings, now) => {
      const posts = await understand(named, (codes) => knownCodes(unit.tx, codes));
      if (settings.keepSeen) await prepare(unit, posts);
      const done: (PostRecord | Annotation)[] = [];
      for (const post of posts) {
        const wanted = settings.keepSeen || (await unit.get(post.id));
        done.push(
          wanted
            ? await arrive(unit, post, now)
            : await look(unit.tx, await unit.finder(), post, unit.strictness),
        );
      }
      for (const one of done) if ('facets' in one && one.group === null) unit.plain.add(one.id);
      await purge(unit, settings, now);
      await unit.finish();
      return Promise.all(done.map((one) => ('tickers' in one ? one : annotated(unit, one))));
    });
  }

  /** Saves a post as it was met on a page. Done twice it is done once. */
  async save(raw: RawPost): Promise<Annotation> {
    return this.#writer.write('strict', async (unit, settings, now) => {
      const [post] = await understand([raw], (codes) => knownCodes(unit.tx, codes));
      if (!post || post.id.startsWith('text:')) throw new TypeError('a post without an id cannot be saved');
      const record = await arrive(unit, post, now, (met) => ({ ...met, capturedAt: met.capturedAt ?? now }));
      await purge(unit, settings, now);
      await unit.finish();
      return annotated(unit, record);
    });
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
    return this.#writer.write('strict', async (unit, _settings, now) => {
      const posts = await judge(unit, a, b, copy, now);
      await unit.finish();
      return posts && Promise.all(posts.map((post) => annotated(unit, post)));
    });
  }

  /** Deletes posts, captures too. @returns how many were there. */
  async remove(ids: readonly string[]): Promise<number> {
    return this.#writer.write('strict', async (unit) => {
      let removed = 0;
      for (const id of ids) if (await removePost(unit, id)) removed++;
      await unit.finish();
      return removed;
    });
  }

  /**
   * Deletes seen posts that are not captured: all, or those last seen before a time. Asked again while it runs, it
   * runs once.
   * @returns how many.
   */
  forget(before: string | null): Promise<number> {
    const running = this.#forgetting.get(before);
    if (running) return running;
    const started = this.#forget(before).finally(() => this.#forgetting.delete(before));
    this.#forgetting.set(before, started);
    return started;
  }

  async #forget(before: string | null): Promise<number> {
    const all = before === null ? await this.#writer.write('relaxed', forgetAll) : null;
    if (all !== null) return all;
    const limit = before === null ? Number.POSITIVE_INFINITY : Date.parse(before);
    for (let forgotten = 0; ; ) {
      const done = await this.#writer.write('relaxed', (unit) => forgetSome(unit, limit));
      forgotten += done.forgotten;
      if (!done.more) return forgotten;
    }
  }

  /** Brings in posts of a file: all of them or, when anything fails, none. Captures that were there stay. */
  async bring(cargo: Cargo, hearers?: Hearers): Promise<Tallied> {
    return this.#writer.write('strict', async (unit, _settings, now) => {
      const done = await bringIn(unit, cargo, now, hearers);
      await unit.finish();
      return done;
    });
  }

  /**
   * Takes back the user's words that an import brought, where nothing was said since.
   * @param before what the library held of them.
   */
  async unsay(words: Said, before: Said): Promise<void> {
    await this.#writer.write('strict', async (unit) => {
      await unsay(unit, words, before);
      await unit.finish();
    });
  }

  /** What is behind a post's strip; `null` for a post that is not there. */
  explain(id: string): Promise<Reply<'explain'> | null> {
    return this.#writer.read((db) => explain(db.transaction(TABLES), id));
  }

  settings(): Promise<Settings> {
    return this.#writer.read(async (db) => readSettings(await db.get('meta', 'settings')));
  }

  async setSettings(change: Partial<Settings>): Promise<Settings> {
    const changed = await this.#writer.write('strict', async (unit, settings) => {
      const next = { ...settings, ...change };
      await unit.tx.objectStore('meta').put(next, 'settings');
      await unit.finish();
      return next;
    });
    if (change.seenLimit !== undefined || change.seenDays !== undefined) void this.#purgeAll();
    return changed;
  }

  /** Forgets what is in memory, since somebody else wrote. */
  reload(): void {
    this.#writer.forget();
    announceChange();
  }

  /** The user took note of a loss. */
  acknowledge(): Promise<void> {
    return this.#condition.acknowledge();
  }

  /** The state of the store, after a look at it. */
  async health(): Promise<Health> {
    try {
      // A loss shows when the database is compared with the note, which a write does.
      if (!this.#condition.isKnown) await this.#writer.write('relaxed', (unit) => unit.finish());
      else await this.#writer.read((db) => db.get('meta', 'counts'));
    } catch {
      // What was wrong is known to the condition by now.
    }
    return this.#condition.health;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  #edit(
    ids: readonly string[],
    edit: (unit: Unit, id: string, now: string) => Promise<PostRecord | null>,
  ): Promise<Annotation[]> {
    return this.#writer.write('strict', async (unit, _settings, now) => {
      const done: PostRecord[] = [];
      for (const id of ids) {
        const record = await edit(unit, id, now);
        if (record) done.push(record);
      }
      await unit.finish();
      return Promise.all(done.map((record) => annotated(unit, record)));
    });
  }

  /** Looks posts up without keeping anything. */
  #look(raws: readonly RawPost[]): Promise<Annotation[]> {
    return this.#writer.read(async (db) => {
      const tx = db.transaction(TABLES);
      const { strictness } = readSettings(await tx.objectStore('meta').get('settings'));
      const finder = await this.#writer.finder(tx);
      const posts = await understand(raws, (codes) => knownCodes(tx, codes));
      const done: Annotation[] = [];
      for (const post of posts) done.push(await look(tx, finder, post, strictness));
      return done;
    });
  }

  async #purgeAll(): Promise<void> {
    try {
      for (let gone = PURGE; gone >= PURGE; ) {
        gone = await this.#writer.write('relaxed', async (unit, settings, now) => {
          const removed = await purge(unit, settings, now, CHUNK);
          await unit.finish();
          return removed;
        });
      }
    } catch {
      // The next batch goes on with it.
    }
  }
}

/** Which of these codes the library has met. */
async function knownCodes(tx: Read, codes: string[]): Promise<Set<string>> {
  const store = tx.objectStore('tickers');
  const keys = await Promise.all(codes.map((code) => store.getKey(code)));
  return new Set(keys.filter((key) => key !== undefined));
}
