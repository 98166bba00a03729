/** The user's verdicts and corrections: reads those of the library, and reverts those of an import. */
import type { Verdict } from '../../post.ts';
import type { Connection } from '../db/connection.ts';
import type { StoredCorrection } from './corrections.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { verdictKey } from './verdict-key.ts';

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

/** Restores the verdicts and corrections of `before` where the present ones equal `words`. */
export async function revertFeedback(unit: UnitOfWork, words: Feedback, before: Feedback): Promise<void> {
  const pairs = unit.tx.objectStore('verdicts');
  const oldPairs = new Map(
    before.verdicts.map((verdict) => [verdictKey(verdict.a, verdict.b).join(), verdict]),
  );
  for (const { a, b, at } of words.verdicts) {
    const key = verdictKey(a, b);
    if ((await pairs.get(key))?.at !== at) continue;
    const old = oldPairs.get(key.join());
    if (old) await pairs.put(old);
    else await pairs.delete(key);
  }
  const roles = unit.tx.objectStore('corrections');
  const keyOf = ({ id, code }: StoredCorrection): [string, string] => [id, code];
  const oldRoles = new Map(before.corrections.map((word) => [keyOf(word).join(), word]));
  for (const word of words.corrections) {
    const now = await roles.get(keyOf(word));
    if (now && now.at !== word.at) continue;
    const old = oldRoles.get(keyOf(word).join());
    if (old) await roles.put(old);
    else await roles.delete(keyOf(word));
  }
}
