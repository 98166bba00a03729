/**
 * A marker in `storage.local`. Browsers silently replace a damaged database by an empty one (measured);
 * comparing with this marker is the only way to notice.
 */

/** Identity of the database and the number of captures it held. */
export interface LossMarker {
  epoch: string;
  captured: number;
  /** Set when a database was found missing, until the user dismisses the notice. */
  lost: { at: string; captured: number } | null;
}

/** Where the marker is stored: `browser.storage.local`, or memory in tests. */
export interface LossMarkerStore {
  get(): Promise<LossMarker | null>;
  set(note: LossMarker): Promise<void>;
}

/**
 * Returns the marker after the database was opened.
 * @param note the stored marker, or `null`
 * @param epoch the random name that the database got when it was created
 * @param fresh true if it was created just now
 * @param captured number of captures it holds
 */
export function nextMarker(
  note: LossMarker | null,
  epoch: string,
  fresh: boolean,
  captured: number,
  now: string,
): LossMarker {
  if (note && (fresh || note.epoch !== epoch)) {
    // An empty database that replaces an empty one is not a loss.
    const lost = note.captured > 0 ? { at: now, captured: note.captured } : note.lost;
    return { epoch, captured, lost };
  }
  return { epoch, captured, lost: note?.lost ?? null };
}
