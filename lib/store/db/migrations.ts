/**
 * The steps from each version of the database to the next. A step that was released is never edited: a new one is
 * added, with a fixture of the old version in tests/store/golden.
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
];

/** The version this code writes. */
export const VERSION = migrations.length;

/**
 * Brings a database from version `from` to ours. Only synchronous database work may happen in a step: the
 * version-change transaction ends as soon as it is left idle, and what a step throws undoes all of them.
 */
export function migrate(db: IDBPDatabase<Tables>, from: number, tx: VersionChangeTx): void {
  for (const step of migrations.slice(from)) step(db, tx);
}
