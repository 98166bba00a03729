/** A library with something of everything in it, and its export. */
import { Connection } from '../../lib/store/db/connection.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { at, fresh, raw } from './helpers.ts';

/** When the exports are made and read. */
export const NOW = new Date(at(48));
export const bytes = (text: string) => new TextEncoder().encode(text);

/** The export document of a library, as text. */
export async function exported(name: string, posts: 'captures' | 'all' = 'all') {
  let text = '';
  for await (const chunk of exportLibrary(new Connection(name), { posts, generator: 'test 1', now: NOW }))
    text += chunk;
  return text;
}

export const A =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';
export const B =
  'My grandmother keeps her seed phrase in a cookbook between the plum cake and the goulash recipes.';

/** A library with captures, seen posts, copies, notes, verdicts and corrections. */
export async function filled() {
  const made = fresh();
  const { library, clock } = made;
  const posted = (hour: number) => ({ postedAt: at(hour), postedAtSource: 'id' as const });
  await library.annotate([
    raw('10001', `${A}\n$BTC $PEPE`, posted(1)),
    raw('10002', `${A}\n$ETH $WIF`, { ...posted(4), author: { name: 'Bob', handle: 'bob' } }),
    raw('10003', `${A}\nGood night. $SOL`, { ...posted(6), author: { name: 'Cem', handle: null } }),
    raw('10004', `${B} \u202e$__PROTO__ <img src=x onerror=alert(1)> \ud800`, posted(2)),
    raw('10005', B, posted(3)),
  ]);
  clock.hour = 2;
  await library.save(raw('10001', `${A}\n$BTC $PEPE`, posted(1)));
  await library.save(
    raw('10002', `${A}\n$ETH $WIF`, { ...posted(4), author: { name: 'Bob', handle: 'bob' } }),
  );
  await library.setNote('10001', 'a note with "quotes", \\ and \n breaks', ['tag one', 'tag two']);
  await library.correctRole({ id: '10002', code: 'WIF', role: 'discussed' });
  await library.setVerdict({ a: '10004', b: '10005', copy: false });
  clock.hour = 48;
  return made;
}
