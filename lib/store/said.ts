/** The user's words on pairs and roles: what an import brought of them, and how it is taken back. */
import type { Verdict } from '../post.ts';
import type { KeptCorrection } from './corrections.ts';
import type { Connection } from './database.ts';
import { pair } from './pair.ts';
import type { Unit } from './unit.ts';

export interface Said {
  verdicts: Verdict[];
  corrections: KeptCorrection[];
}

/** Those that the library holds. A user's own words are few: they are read as a whole. */
export function readSaid(connection: Connection): Promise<Said> {
  return connection.use(async (db) => {
    const tx = db.transaction(['verdicts', 'corrections']);
    const [verdicts, corrections] = await Promise.all([
      tx.objectStore('verdicts').getAll(),
      tx.objectStore('corrections').getAll() as Promise<KeptCorrection[]>,
    ]);
    return { verdicts, corrections };
  });
}

/** Puts back what was said `before` in the place of `words`, unless something else was said since. */
export async function unsay(unit: Unit, words: Said, before: Said): Promise<void> {
  const pairs = unit.tx.objectStore('verdicts');
  const oldPairs = new Map(before.verdicts.map((verdict) => [pair(verdict.a, verdict.b).join(), verdict]));
  for (const { a, b, at } of words.verdicts) {
    const key = pair(a, b);
    if ((await pairs.get(key))?.at !== at) continue;
    const old = oldPairs.get(key.join());
    if (old) await pairs.put(old);
    else await pairs.delete(key);
  }
  const roles = unit.tx.objectStore('corrections');
  const keyOf = ({ id, code }: KeptCorrection): [string, string] => [id, code];
  const oldRoles = new Map(before.corrections.map((word) => [keyOf(word).join(), word]));
  for (const word of words.corrections) {
    const now = await roles.get(keyOf(word));
    if (now && now.at !== word.at) continue;
    const old = oldRoles.get(keyOf(word).join());
    if (old) await roles.put(old);
    else await roles.delete(keyOf(word));
  }
}
