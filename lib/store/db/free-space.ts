/** Free disk space for the library. */

/**
 * Free bytes below which nothing is written. Chromium's LevelDB answers a write that the disk refuses by closing the
 * store, and may find it damaged and begin an empty one when it is opened again: writing stops before that. The room
 * also has to hold what LevelDB writes by itself (a full log of 4 MB becomes a table).
 */
export const MIN_FREE_BYTES = 6 * 1024 * 1024;
/** The same for what only deletes: it makes room. */
export const MIN_FREE_BYTES_TO_DELETE = 1024 * 1024;

/** Returns the free bytes; infinity where the browser does not report them. */
export type FreeSpaceProbe = () => Promise<number>;

/**
 * The free bytes as the browser estimates them. For an extension with `unlimitedStorage` Chromium's quota is its usage
 * plus the free space of the disk, looked up anew by each call; Firefox gives a share of the disk.
 */
export async function estimateFreeSpace(): Promise<number> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined ? Number.POSITIVE_INFINITY : quota - (usage ?? 0);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
