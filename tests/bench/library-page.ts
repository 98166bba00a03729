/**
 * The library page in a real Chromium, with 5,000, 20,000 and 100,000 posts: what an hour of work waits for, as median and
 * 95th percentile; how large a list makes the document; what memory an export of everything holds.
 */
import { Desk, MANY } from './desk.ts';
import { keyedExtension } from './extension.ts';
import { inTurns, type Pace, percentile } from './measure.ts';
import type { Saved } from './profile.ts';
import type { Row } from './table.ts';

/** Words and filters asked for, in turns; the generated posts hold them at very different rates. */
const QUERIES = [
  'bitcoin',
  'the market',
  '"first of its kind"',
  'writer_17',
  'zzzz',
  'kept -the',
  '市场',
  'breakout',
];
const FILTERS = [
  'ticker=BTC',
  'ticker=ETH&role=appended',
  'lang=en&copies=copy',
  'author=writer_1',
  'from=2026-06-01&to=2026-06-30',
  'tag=kept&noted=1',
  'copies=original&surface=home',
];

const SORTS = [
  'sort=views',
  'sort=author',
  'sort=copied',
  'sort=seen',
  'sort=posted',
  'sort=posted&reverse=1',
];
export async function rows(pace: Pace): Promise<Row[]> {
  const sizes = pace.quick ? [300] : [5_000, 20_000, 100_000];
  const extension = keyedExtension();
  const made: Row[] = [];
  try {
    for (const saved of ['some', 'all'] as const) {
      const desks: Desk[] = [];
      try {
        for (const size of sizes) desks.push(await Desk.open(size, saved, extension.dir));
        made.push(...(await measure(desks, saved, pace)));
      } finally {
        for (const desk of desks) await desk.close();
      }
    }
  } finally {
    extension.remove();
  }
  return made;
}

async function measure(desks: Desk[], saved: Saved, { quick }: Pace): Promise<Row[]> {
  const made: Row[] = [];
  const sizes = desks.map(({ size }) => size);
  const row = (what: string, ours: number[], unit: string, name: string, value: number) => {
    // At once: a failure half an hour later must not take it along.
    console.error(`  ${saved}: ${what}: ${ours.map((one) => one.toFixed(1)).join(', ')} ${unit}`);
    made.push({
      area: 'library',
      what: `${what}${saved === 'all' ? ', all saved' : ''}`,
      unit,
      better: 'less',
      ours,
      sizes,
      beside: { name, value },
    });
  };
  const rounds = quick ? 2 : 20;
  /** The largest library; floors are measured there. */
  const desk = desks.at(-1) as Desk;
  const floorOf = async (run: () => Promise<number>) => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await run());
    return percentile(times, 0.5);
  };
  const timed = async (
    what: string,
    run: (desk: Desk, round: number) => Promise<number>,
    floor: { name: string; value: number },
  ) => {
    const taken = await inTurns(
      1 + rounds,
      desks.map((each) => (round: number) => run(each, round)),
    );
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      const values = taken.map((times) => percentile(times.slice(1), share));
      row(`${what}, ${name}`, values, 'ms', floor.name, floor.value);
    }
  };
  const opened = { name: 'a page with nothing in it', value: await floorOf(() => desk.first('bare')) };
  const painted = { name: 'a change of one attribute, painted', value: await floorOf(() => desk.painted()) };
  const written = await desk.writeRecords();
  const read = ['all records read and made JSON', written.ms] as const;

  if (saved === 'some') {
    await timed('copies: opened to painted', (one) => one.first('copies'), opened);
    await timed('a group opens', (one, round) => one.group(round), painted);
  }
  await timed('saved: opened to painted', (one) => one.first('saved'), opened);
  row('the first whole search of a page', await inOrder(desks, (one) => one.searchable()), 'ms', ...read);
  await timed(
    'search answers',
    (one, round) => one.answer(`q=${encodeURIComponent(pick(QUERIES, round))}`),
    painted,
  );
  await timed('filter answers', (one, round) => one.answer(pick(FILTERS, round)), painted);
  if (saved === 'some') {
    await timed('sort answers', (one, round) => one.sort(pick(SORTS, round)), painted);
    const tagged = await inOrder(desks, (one) => one.tagMany());
    row(
      `tag many posts at once, for ${MANY.toLocaleString('en')}`,
      tagged.map((ms) => ms / 1000),
      's',
      'as many records read and written',
      (await desk.editRecords()) / 1000,
    );
  }
  row(
    'most elements in the document while scrolling',
    await inOrder(desks, (one) => one.mostNodes()),
    'elements',
    'posts in the list',
    desk.size,
  );
  if (saved === 'some') {
    for (const [format, name] of ['JSON', 'NDJSON'].entries()) {
      const taken = await inOrder(desks, (one) => one.take(format));
      row(
        `export of all posts as ${name}`,
        taken.map(({ ms }) => ms / 1000),
        's',
        read[0],
        read[1] / 1000,
      );
      row(
        `export of all posts as ${name}: live memory added`,
        taken.map(({ bytes }) => bytes / 2 ** 20),
        'MB',
        'the records as JSON',
        written.bytes / 2 ** 20,
      );
    }
    if (!quick)
      row(
        'export cancelled half-way: said',
        await inOrder(desks, async (one) => (await one.take(1, 0.5)).ms / 1000),
        's',
        read[0],
        read[1] / 1000,
      );
  }
  return made;
}

const pick = <T>(list: readonly T[], round: number) => list[round % list.length] as T;

async function inOrder<T>(desks: Desk[], run: (desk: Desk) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (const desk of desks) done.push(await run(desk));
  return done;
}
