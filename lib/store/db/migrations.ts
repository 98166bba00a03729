/**
 * The migrations from each version of the database to the next. A released migration is never edited: add a
 * new one, with a fixture of the old version in tests/store/golden.
 */
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { TableName, Tables } from './schema.ts';

export type VersionChangeTx = IDBPTransaction<Tables, TableName[], 'versionchange'>;
type Migration = (db: IDBPDatabase<Tables>, tx: VersionChangeTx) => void;

const migrations: Migration[] = [
  function toVersion1(db) {
    const posts = db.createObjectStore('posts', { keyPath: 'id' });
    posts.createIndex('content', 'content');
    posts.createIndex('kept', 'keptKey');
    posts.createIndex('stale', 'staleKey');
    posts.createIndex('group', 'groupKey');
    posts.createIndex('facets', 'facets', { multiEntry: true });
    const groups = db.createObjectStore('groups', { keyPath: 'id' });
    groups.createIndex('size', 'bySize');
    groups.createIndex('authors', 'byAuthors');
    groups.createIndex('latest', 'byLatest');
    const tickers = db.createObjectStore('tickers', { keyPath: 'code' });
    tickers.createIndex('posts', 'byPosts');
    tickers.createIndex('discussed', 'byDiscussed');
    tickers.createIndex('appended', 'byAppended');
    tickers.createIndex('unsupported', 'byUnsupported');
    tickers.createIndex('topic', 'byTopic');
    db.createObjectStore('days', { keyPath: ['code', 'day'] });
    db.createObjectStore('campaigns', { keyPath: 'key' }).createIndex('posts', 'byPosts');
    db.createObjectStore('authors', { keyPath: ['of', 'key', 'author'] });
    db.createObjectStore('verdicts', { keyPath: ['a', 'b'] }).createIndex('b', 'b');
    db.createObjectStore('corrections', { keyPath: ['id', 'code'] });
    db.createObjectStore('copyIndex');
    db.createObjectStore('meta');
  },
  /**
   * Groups became trees of sources. The index of version 1 is dropped; without one, sources and groups are found
   * again from the stored posts and verdicts, in small steps beside the work.
   */
  function toVersion2(_db, tx) {
    tx.objectStore('copyIndex')
      .clear()
      // The failure of the transaction is reported by the opening.
      .catch(() => {});
  },
];

/** The database version of this code. */
export const VERSION = migrations.length;

/**
 * Migrates a database from version `from` to the current one. Migrations must be synchronous: the
 * version-change transaction ends as soon as it is idle. An exception in a migration aborts all of them.
 */
export function migrate(db: IDBPDatabase<Tables>, from: number, tx: VersionChangeTx): void {
  for (const step of migrations.slice(from)) step(db, tx);
}
