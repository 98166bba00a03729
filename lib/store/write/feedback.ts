/** The user's verdicts and corrections: reads those of the library. */
import type { Verdict } from '../../post.ts';
import type { Connection } from '../db/connection.ts';
import type { StoredCorrection } from './corrections.ts';

export interface Feedback {
  verdicts: Verdict[];
  corrections: StoredCorrection[];
}

/** Reads all verdicts and corrections of the library. There are few, because users make them one by one. */
export function readAllFeedback(connection: Connection): Promise<Feedback> {
  return connection.withDatabase(async (db) => {
    const tx = db.transaction(['verdicts', 'corrections']);
    const [verdicts, corrections] = await Promise.all([
      tx.objectStore('verdicts').getAll(),
      tx.objectStore('corrections').getAll() as Promise<StoredCorrection[]>,
    ]);
    return { verdicts, corrections };
  });
}
