/**
 * The least that an edit and an export of the library can take: programs that run in a page of the extension and do
 * nothing but read and write its records. They are texts, because what the bench is compiled with puts helpers into functions.
 */

/** `(count) => Promise<ms>`: reads that many records, and writes them, with the library's indexes, to a database of their own. */
export const EDIT_RECORDS = `async (count) => {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const library = await answer(indexedDB.open('feedglass'));
  const posts = library.transaction('posts').objectStore('posts');
  const { keyPath } = posts;
  const indexes = [...posts.indexNames].map((name) => {
    const { keyPath, multiEntry, unique } = posts.index(name);
    return { name, keyPath, multiEntry, unique };
  });
  const records = await answer(posts.getAll(null, count));
  await answer(indexedDB.deleteDatabase('bench'));
  const opening = indexedDB.open('bench', 1);
  opening.onupgradeneeded = () => {
    const store = opening.result.createObjectStore('posts', { keyPath });
    for (const { name, keyPath, ...options } of indexes) store.createIndex(name, keyPath, options);
  };
  const copy = await answer(opening);
  const inSteps = async (work) => {
    for (let from = 0; from < records.length; from += 500) {
      const transaction = copy.transaction('posts', 'readwrite', { durability: 'strict' });
      const done = new Promise((resolve) => { transaction.oncomplete = resolve; });
      await work(transaction.objectStore('posts'), records.slice(from, from + 500));
      await done;
    }
  };
  await inSteps((store, step) => step.forEach((record) => store.put(record)));
  const start = performance.now();
  await inSteps(async (store, step) => {
    const read = await Promise.all(step.map(({ id }) => answer(store.get(id))));
    for (const record of read) store.put({ ...record, tags: [...record.tags, 'bench'] });
  });
  const ms = performance.now() - start;
  copy.close();
  library.close();
  await answer(indexedDB.deleteDatabase('bench'));
  return (ms / records.length) * count;
}`;

/** `() => Promise<{ ms, bytes }>`: reads all records and makes them a file of JSON. */
export const WRITE_RECORDS = `async () => {
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const library = await answer(indexedDB.open('feedglass'));
  const start = performance.now();
  const pieces = [];
  for (let last = ''; ; ) {
    const store = library.transaction('posts').objectStore('posts');
    const records = await answer(store.getAll(IDBKeyRange.lowerBound(last, true), 500));
    if (records.length === 0) break;
    last = records.at(-1).id;
    pieces.push(new Blob([records.map((record) => JSON.stringify(record)).join()]));
  }
  const bytes = new Blob(pieces).size;
  library.close();
  return { ms: performance.now() - start, bytes };
}`;
