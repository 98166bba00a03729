/** Moves verdicts and corrections when a post without an id turns out to be a known post. */

import { prefixRange } from '../db/paging.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { verdictKey } from './verdict-key.ts';

/** Moves verdicts and corrections from one id to another; those that the new id already has stay. */
export async function moveFeedback(unit: UnitOfWork, from: string, to: string): Promise<void> {
  if (await unit.hasAny('corrections')) {
    const roles = unit.tx.objectStore('corrections');
    for (const word of await roles.getAll(prefixRange([from]))) {
      await roles.delete([from, word.code]);
      if (!(await roles.getKey([to, word.code]))) await roles.put({ ...word, id: to });
    }
  }
  if (!(await unit.hasAny('verdicts'))) return;
  const pairs = unit.tx.objectStore('verdicts');
  const [left, right] = await Promise.all([pairs.getAll(prefixRange([from])), pairs.index('b').getAll(from)]);
  for (const word of [...left, ...right]) {
    await pairs.delete([word.a, word.b]);
    const other = word.a === from ? word.b : word.a;
    const [a, b] = verdictKey(to, other);
    if (a !== b && !(await pairs.getKey([a, b]))) await pairs.put({ ...word, a, b });
  }
}
