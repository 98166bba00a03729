/** What the library holds of the reader's own work, read past all our code. */

/** Of the posts that the reader saved or wrote on. */
export interface UserDataOfPost {
  id: string;
  saved: boolean;
  note: string;
  tags: string[];
}
export interface StoredUserData {
  posts: UserDataOfPost[];
  /** The group of each post that is in one. */
  groups: Record<string, string>;
  /** State and note of each review, with the posts it belongs to. */
  reviews: { state: string; note: string; anchors: string[] }[];
  /** The number of saved posts that the library counts. */
  captured: number;
  /** Edits that are acknowledged, and wait for the library. */
  waiting: number;
}

/** Runs in a page of the extension. Travels as text. */
export async function readUserData(): Promise<StoredUserData> {
  const open = (name: string) =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const read = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const names = (await indexedDB.databases()).map(({ name }) => name);
  let waiting = 0;
  if (names.includes('feedglass-edits')) {
    const log = await open('feedglass-edits');
    waiting = await read(log.transaction('edits').objectStore('edits').count());
    log.close();
  }
  const db = await open('feedglass');
  const tx = db.transaction(['posts', 'meta']);
  const meta = tx.objectStore('meta');
  const [posts, reviews, counts] = await Promise.all([
    read(tx.objectStore('posts').getAll()),
    read(meta.getAll(IDBKeyRange.bound('review:', 'review:\uffff'))),
    read(meta.get('counts')),
  ]);
  db.close();
  return {
    posts: posts.flatMap(({ id, capturedAt, note, tags }) =>
      capturedAt === null && note === '' && tags.length === 0
        ? []
        : [{ id, saved: capturedAt !== null, note, tags }],
    ),
    groups: Object.fromEntries(posts.flatMap(({ id, group }) => (group === null ? [] : [[id, group]]))),
    reviews: reviews.map(({ state, note, anchors }) => ({ state, note, anchors })),
    captured: counts?.captured ?? 0,
    waiting,
  };
}
