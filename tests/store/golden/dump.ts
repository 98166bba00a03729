/** A database as plain JSON, and back: how a version is kept for good. */
import type { IDBPDatabase } from 'idb';

export interface Dump {
  version: number;
  stores: {
    name: string;
    keyPath: string | string[] | null;
    indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[];
    records: [key: unknown, value: unknown][];
  }[];
}

/** Everything but the copy index, whose records are bytes and can be made anew. */
export async function dump(db: IDBPDatabase<never>): Promise<Dump> {
  const stores: Dump['stores'] = [];
  for (const name of db.objectStoreNames as unknown as Iterable<string>) {
    const store = (db as unknown as IDBPDatabase).transaction(name).store;
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, unique, multiEntry } = store.index(index);
      return { name: index, keyPath: keyPath as string | string[], unique, multiEntry };
    });
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    const records = keys.map((key, i): [unknown, unknown] => [key, values[i]]);
    stores.push({
      name,
      keyPath: store.keyPath as string | string[] | null,
      indexes,
      records: name === 'copyIndex' ? [] : records,
    });
  }
  return { version: db.version, stores };
}

/** Makes the database of a dump. */
export function undump(name: string, { version, stores }: Dump): Promise<void> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open(name, version);
    open.onerror = () => reject(open.error);
    open.onupgradeneeded = () => {
      for (const { name: table, keyPath, indexes, records } of stores) {
        const store = open.result.createObjectStore(table, keyPath === null ? {} : { keyPath });
        for (const { name: index, keyPath: path, unique, multiEntry } of indexes) {
          store.createIndex(index, path, { unique, multiEntry });
        }
        for (const [key, value] of records) {
          if (keyPath === null) store.put(value, key as IDBValidKey);
          else store.put(value);
        }
      }
    };
    open.onsuccess = () => {
      open.result.close();
      resolve();
    };
  });
}
