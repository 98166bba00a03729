import { expect, test } from 'vitest';
import { Connection } from '../../lib/store/db/connection.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { parseExport } from '../../lib/store/import/read-export.ts';
import { verifyExport } from '../../lib/store/verify/verify-export.ts';
import { at, fresh, raw } from './helpers.ts';

/** Who was first, from the page to the export, by ids, labels and sightings. Noon of June 3 is hour 0. */
const EPOCH = 1_699_891_200_000;
const TEXT =
  'The ferry company sold its last two boats on Tuesday, and nobody in the harbor office could say who had bought them or why.';
/** A raw post whose id was made `hour` hours after noon. */
const post = (hour: number, rest: Parameters<typeof raw>[2] = {}) => {
  const id = String((Date.parse(at(hour)) - EPOCH) * 4096 + 9);
  return raw(id, TEXT, { postedAt: at(hour), postedAtSource: 'id', ...rest });
};
const NOW = new Date('2026-06-20T00:00:00.000Z');

async function exported(name: string) {
  let text = '';
  const options = { posts: 'all' as const, generator: 'test 1', now: NOW };
  for await (const chunk of exportLibrary(new Connection(name), options)) text += chunk;
  return parseExport(new TextEncoder().encode(text), NOW);
}

test('published a day after its id was made: the other is first, and the evidence says why', async () => {
  const { library, clock, name } = fresh();
  clock.hour = 26;
  const late = post(0, { timeLabel: '1h', author: { name: 'Late', handle: 'late' } });
  const [note] = await library.annotate([late]);
  const [other] = await library.annotate([
    post(5, { timeLabel: '21h', author: { name: 'Early', handle: 'early' } }),
  ]);
  expect(note?.copy).toBeNull();
  expect(other?.copy).toMatchObject({ rank: 'first', order: 'posted' });
  const [again] = await library.annotate([late]);
  expect(again?.copy).toMatchObject({
    rank: 'copy',
    order: 'posted',
    other: { author: { handle: 'early' } },
  });

  const document = await exported(name);
  expect(document.copyGroups).toMatchObject([
    { first: other?.id, members: [{ id: other?.id }, { order: 'posted' }] },
  ]);
  const record = document.captures.find(({ id }) => id === late.id);
  expect(record).toMatchObject({
    label: { text: '1h', seenAt: at(26) },
    times: {
      created: at(0),
      from: at(24),
      evidence: [{ kind: 'created' }, { kind: 'label', late: true }, {}],
    },
  });
  expect((await verifyExport(document)).faults).toEqual([]);
});

test('seen before the other was created is the strongest evidence', async () => {
  const { library, clock } = fresh();
  clock.hour = 1;
  await library.annotate([post(0)]);
  clock.hour = 9;
  const [copy] = await library.annotate([post(8)]);
  expect(copy?.copy).toMatchObject({ rank: 'copy', order: 'seen', lag: 8 * 3_600_000 });
});

test.each([
  ['equal times', post(2), { ...post(2), id: String(BigInt(post(2).id ?? 0) + 1n) }],
  ['a time unknown', post(2), raw('7654321', TEXT)],
  ['articles within 15 minutes', post(2, { kind: 'article' }), post(2.2, { kind: 'article' })],
])('no order is claimed: %s', async (_, a, b) => {
  const { library, clock, name } = fresh();
  clock.hour = 9;
  const notes = await library.annotate([a, b]);
  const later = await library.annotate([a]);
  for (const { copy } of [...notes.slice(1), ...later])
    expect(copy).toMatchObject({ rank: 'unknown', order: null });
  expect((await exported(name)).copyGroups).toMatchObject([{ first: null }]);
});

test("a reader's clock that is behind gives no evidence; ids still do", async () => {
  const { library, clock, name } = fresh();
  clock.hour = -12;
  await library.annotate([post(5, { timeLabel: '2h' })]);
  const [first] = await library.annotate([post(0)]);
  expect(first?.copy).toMatchObject({ rank: 'first', order: 'created' });
  for (const { times } of (await exported(name)).captures) {
    expect(times?.evidence.map(({ kind }) => kind)).toEqual(['created', 'clock']);
  }
});

test('a clock that is days behind leaves no times to order by', async () => {
  const { library, clock } = fresh();
  clock.hour = -48;
  await library.annotate([post(5)]);
  const [other] = await library.annotate([post(0)]);
  expect(other?.copy).toMatchObject({ rank: 'unknown', order: null, lag: null });
});

test('a page where every label is too young was left open, or the clock is ahead: labels are not kept', async () => {
  const { library, clock, name } = fresh();
  clock.hour = 30;
  const hours = [0, 1, 2, 3];
  await library.annotate(hours.map((hour) => post(hour, { timeLabel: `${10 - hour}m` })));
  const { captures } = await exported(name);
  expect(captures.map(({ label }) => label)).toEqual(hours.map(() => undefined));
});

test('one late post among others keeps its label', async () => {
  const { library, clock, name } = fresh();
  clock.hour = 30;
  await library.annotate(
    [0, 18, 20, 22].map((hour) => post(hour, { timeLabel: hour === 0 ? '2h' : `${30 - hour}h` })),
  );
  const { captures } = await exported(name);
  expect(captures.filter(({ label }) => label).length).toBe(4);
});

test('a page is judged by its last labels, also when they come one post at a time; another tab by its own', async () => {
  const { library, clock, name } = fresh();
  clock.hour = 30;
  const hours = [0, 1, 2, 3, 4];
  for (const hour of hours) await library.annotate([post(hour, { timeLabel: '5m' })], true, 1);
  await library.annotate([post(6, { timeLabel: '5m' })], true, 2);
  const { captures } = await exported(name);
  const labeled = captures.filter(({ label }) => label).map(({ id }) => id);
  // The first two stood alone: nothing says yet that the page is unreliable.
  expect(labeled.sort()).toEqual([0, 1, 6].map((hour) => post(hour).id).sort());
});
