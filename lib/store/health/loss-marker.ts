/**
 * A note outside the database about what the database is. Browsers replace a damaged store by an empty one without
 * a word (measured, reliability notes F3); only somebody who remembers can tell.
 */

/** What is remembered: which database this was and how many captures it held. */
export interface LossMarker {
  epoch: string;
  captured: number;
  /** Set when a store was found gone, until the user has taken note. */
  lost: { at: string; captured: number } | null;
}

/** Where the note is kept: `browser.storage.local`, or a test's own. */
export interface LossMarkerStore {
  get(): Promise<LossMarker | null>;
  set(note: LossMarker): Promise<void>;
}

/**
 * The note after the database was opened.
 * @param note what was remembered, if anything.
 * @param epoch the name the database gave itself when it was made.
 * @param fresh true when it was made just now.
 * @param captured captures it holds.
 */
export function nextMarker(
  note: LossMarker | null,
  epoch: string,
  fresh: boolean,
  captured: number,
  now: string,
): LossMarker {
  if (note && (fresh || note.epoch !== epoch)) {
    // An empty library that was replaced by an empty one is no loss.
    const lost = note.captured > 0 ? { at: now, captured: note.captured } : note.lost;
    return { epoch, captured, lost };
  }
  return { epoch, captured, lost: note?.lost ?? null };
}
