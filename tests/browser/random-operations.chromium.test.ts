/**
 * A reader saves, writes, imports, deletes and undoes at random, while the worker is killed, tabs are closed and the
 * browser crashes: what was acknowledged is stored, and what was not is stored completely or not at all.
 */
import { afterAll, expect, test } from 'vitest';
import { Random } from '../bench/random.ts';
import { RandomReader } from './random-reader.ts';

/** `RANDOM_OPERATIONS=2000` for a long run; `RANDOM_SEED` for the operations of an earlier one. */
const OPERATIONS = Number(process.env.RANDOM_OPERATIONS ?? 22);
const SEED = Number(process.env.RANDOM_SEED ?? Date.now() % 2 ** 31);
/** Operations between two checks. */
const CHECK_EVERY = 25;
/** A worker is killed up to so many ms after an operation began. */
const LATEST_KILL = 800;

type Operation = (reader: RandomReader, random: Random) => Promise<void>;
/** What the reader does, and how often beside the others. */
const OPERATIONS_OF: Record<string, [weight: number, run: Operation]> = {
  save: [16, (reader) => reader.save(true)],
  unsave: [8, (reader) => reader.save(false)],
  note: [10, (reader) => reader.note(false)],
  'note and close': [4, (reader) => reader.note(true)],
  tags: [8, (reader, random) => reader.editMany(random.chance(0.5))],
  review: [6, (reader) => reader.review()],
  import: [8, (reader) => reader.import(false)],
  'import and close': [4, (reader) => reader.import(true)],
  undo: [6, (reader) => reader.undoImport(false)],
  'undo and close': [4, (reader) => reader.undoImport(true)],
  delete: [4, (reader) => reader.delete(false)],
  'delete and undo': [4, (reader) => reader.delete(true)],
  'close tabs': [2, (reader) => reader.closeTabs()],
  crash: [0.5, (reader) => reader.crash()],
  'long import': [0.5, (reader) => reader.importLong()],
};

/** Every operation once, then by weight. */
function* plan(random: Random): Generator<string> {
  const names = Object.keys(OPERATIONS_OF);
  yield* ['save', 'import', 'save', ...random.shuffle(names)];
  const weighted = names.flatMap((name) => Array<string>(2 * (OPERATIONS_OF[name]?.[0] ?? 0)).fill(name));
  for (;;) yield random.pick(weighted);
}

let reader: RandomReader | null = null;
afterAll(() => reader?.close());

test(`${OPERATIONS} random operations`, { timeout: 120_000 + OPERATIONS * 6_000 }, async () => {
  const random = new Random(SEED);
  await reader?.close();
  reader = await RandomReader.start(random);
  const done: string[] = [];
  let kills = 0;
  try {
    for (const name of plan(random)) {
      const [, run] = OPERATIONS_OF[name] as [number, Operation];
      done.push(name);
      const begun = Date.now();
      const isKilled = random.chance(0.5);
      const moment = random.next() * LATEST_KILL;
      const work = run(reader, random);
      if (isKilled && name !== 'crash') {
        await Promise.race([work.catch(() => {}), new Promise((resolve) => setTimeout(resolve, moment))]);
        await reader.killWorker();
        kills++;
      }
      await work;
      if (process.env.RANDOM_TIMES) console.log(name, Date.now() - begun);
      if (done.length % CHECK_EVERY === 0) await reader.check();
      if (done.length === OPERATIONS) break;
    }
    await reader.check();
  } finally {
    const { acknowledged, uncertain, ofThemStored, pressedAgain } = reader.counts;
    console.log(
      `seed ${SEED}: ${done.length} operations, ${kills} kills, ${acknowledged} changes acknowledged, ` +
        `${uncertain} cut off (${ofThemStored} of them stored), ${pressedAgain} presses repeated; the last ones: ${done.slice(-8).join(', ')}`,
    );
  }
  expect(kills).toBeGreaterThan(OPERATIONS / 4);
});
