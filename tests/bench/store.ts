/** The library in a real Chromium, with 1,000, 10,000 and 100,000 posts: asks, popup, library page, cold worker. */
import type { RawPost } from '../../lib/post.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { Shelf } from './bench-browser.ts';
import { keyedExtension } from './extension.ts';
import { inTurns, type Pace, quarter } from './measure.ts';
import type { Row } from './table.ts';

export async function rows(pace: Pace): Promise<Row[]> {
  const sizes = pace.quick ? [300] : [1_000, 10_000, 100_000];
  const extension = keyedExtension();
  const shelves: Shelf[] = [];
  try {
    for (const size of sizes) shelves.push(await Shelf.open(size, extension.dir));
    return await measure(shelves, pace);
  } finally {
    for (const shelf of shelves) await shelf.close();
    extension.remove();
  }
}

async function measure(shelves: Shelf[], { quick }: Pace): Promise<Row[]> {
  const sizes = shelves.map(({ size }) => size);
  /** The same on every shelf, in turns. */
  const each = async (rounds: number, run: (shelf: Shelf) => Promise<number>): Promise<number[]> => {
    const warm = Math.min(2, rounds - 1);
    const taken = await inTurns(
      warm + rounds,
      shelves.map((shelf) => () => run(shelf)),
    );
    return taken.map((times) => quarter(times.slice(warm)));
  };
  const row = (what: string, ours: number[], floor: [string, number[]], extra: Partial<Row> = {}): Row => ({
    area: 'store',
    what,
    unit: 'ms',
    better: 'less',
    ours,
    sizes,
    beside: { name: floor[0], value: floor[1].at(-1) ?? Number.NaN },
    ...extra,
  });
  const rounds = quick ? 2 : 15;

  const hello = await each(rounds, (shelf) => shelf.hello());
  const trip: [string, number[]] = ['one message there and back', hello];
  const seenAgain = await each(rounds, (shelf) => shelf.annotate(shelf.seen()));
  const known = shelves.map((shelf) => shelf.seen());
  const repeated = await each(rounds, (shelf) => shelf.annotate(known[shelves.indexOf(shelf)] as RawPost[]));
  const fresh = await each(rounds, (shelf) => shelf.annotate(shelf.fresh()));
  const save = await each(rounds, (shelf) => shelf.save());
  const popup = await each(rounds, (shelf) => shelf.popup());
  const library = await each(rounds, (shelf) => shelf.library());
  const bare = await each(rounds, (shelf) => shelf.bare());
  const page: [string, number[]] = ['a page with nothing in it', bare];
  const kills = quick ? 1 : 9;
  const coldHello = await each(kills, (shelf) => shelf.cold(() => shelf.hello()));
  const coldFirst = await each(kills, (shelf) => shelf.cold(() => shelf.annotate(shelf.fresh())));

  return [
    row('save to acknowledged', save, trip),
    row('20 posts seen before, nothing new', repeated, trip),
    row('20 posts seen before, seen again later (written)', seenAgain, trip),
    row('20 new posts, 4 of them copies', fresh, trip),
    row('popup: opened to painted with data', popup, page),
    row('library: opened to painted with data', library, page),
    row('cold worker: killed to 20 new posts answered', coldFirst, [
      'killed to an answer without data',
      coldHello,
    ]),
    row(
      'bytes on disk a post',
      shelves.map(({ diskBytes, size }) => diskBytes / size),
      [
        'the posts as JSON',
        shelves.map(({ posts }) => JSON.stringify(posts.map((raw) => toPost(raw))).length / posts.length),
      ],
      { unit: 'B' },
    ),
  ];
}
