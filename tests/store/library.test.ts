import { describe, expect, test } from 'vitest';
import { at, fresh, raw } from './helpers.ts';

const LONG =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';
const OTHER =
  'My grandmother keeps her seed phrase in a cookbook between the plum cake and the goulash recipes.';

describe('save', () => {
  test('is stored when acknowledged, and only once when repeated', async () => {
    const { library, reader, clock } = fresh();
    const first = await library.save(raw('330020877222706', LONG));
    clock.hour = 2;
    const again = await library.save(raw('330020877222706', LONG));
    expect([first.saved, again.saved]).toEqual([true, true]);
    const { rows } = await reader.captures();
    expect(rows.map(({ id, capturedAt }) => [id, capturedAt])).toEqual([['330020877222706', at(0)]]);
    expect(await reader.summary()).toMatchObject({ seen: 1, captured: 1 });
  });

  test('saving again after unsave restores note and tags', async () => {
    const { library, reader } = fresh();
    await library.save(raw('11111', LONG));
    await library.setNote('11111', 'look at the date', ['miners', 'miners']);
    await library.setSaved(['11111'], false);
    expect((await reader.summary()).captured).toBe(0);
    expect(await library.save(raw('11111', LONG))).toMatchObject({ saved: true });
    expect((await reader.posts(['11111']))[0]).toMatchObject({ note: 'look at the date', tags: ['miners'] });
  });
});

describe('copies', () => {
  test('are annotated on both posts; an earlier post seen later becomes the first', async () => {
    const { library, reader } = fresh();
    const [early] = await library.annotate([raw('20001', LONG, { postedAt: at(5), postedAtSource: 'id' })]);
    expect(early?.copy).toBeNull();
    const bob = { name: 'Bob', handle: 'bob' };
    const [copy] = await library.annotate([
      raw('20002', `${LONG} $BTC #crypto`, { author: bob, postedAt: at(8), postedAtSource: 'id' }),
    ]);
    expect(copy?.copy).toMatchObject({
      rank: 'copy',
      size: 2,
      authors: 2,
      lag: 3 * 3_600_000,
      sameAuthor: false,
    });
    expect(copy?.copy?.other.id).toBe('20001');

    const [first] = await library.annotate([raw('20003', LONG, { postedAt: at(1), postedAtSource: 'id' })]);
    expect(first?.copy).toMatchObject({
      rank: 'first',
      size: 3,
      authors: 2,
      lag: -4 * 3_600_000,
      sameAuthor: true,
    });
    const { rows } = await reader.groups();
    expect(rows.map(({ first: id, size, authors }) => [id, size, authors])).toEqual([['20003', 3, 2]]);
    expect(await reader.summary()).toMatchObject({ groups: 1, copies: 2 });
  });

  test('are described by their match with their source, in any order of arrival', async () => {
    const { library } = fresh();
    const posted = (hour: number) => ({ postedAt: at(hour), postedAtSource: 'id' as const });
    const whole = `${LONG} ${OTHER} The rest of the day went by with nothing at all to report from the harbour.`;
    await library.annotate([raw('20001', LONG, posted(5))]);
    await library.annotate([raw('20002', LONG, posted(6))]);
    const [first] = await library.annotate([raw('20003', whole, posted(1))]);
    expect(first?.copy).toMatchObject({ rank: 'first', kind: 'excerpt', size: 3 });
    const [founder, later] = await library.annotate([
      raw('20001', LONG, posted(5)),
      raw('20002', LONG, posted(6)),
    ]);
    expect(founder?.copy).toMatchObject({ rank: 'copy', kind: 'excerpt', other: { id: '20003' } });
    expect(later?.copy).toMatchObject({
      rank: 'copy',
      kind: 'exact',
      other: { id: '20001' },
      first: { id: '20003' },
    });
  });

  test('are explained by members, differences and slots', async () => {
    const { library } = fresh();
    const bob = { name: 'Bob', handle: 'bob' };
    const text = (coin: string, price: string) =>
      `Whales are buying ${coin} again: wallets took 9,000 coins off the market while the price stood at ${price} dollars.`;
    await library.annotate([
      raw('20001', text('$PEPE', '12'), { postedAt: at(1), postedAtSource: 'id' }),
      raw('20002', text('$WIF', '47'), { postedAt: at(2), postedAtSource: 'id', author: bob }),
    ]);
    const told = await library.explain('20002');
    expect(told?.group).toMatchObject({
      kind: 'template',
      first: '20001',
      members: [{ id: '20001' }, { id: '20002', kind: 'template' }],
    });
    expect(told?.group?.slots?.map(({ kind, values }) => [kind, values])).toEqual([
      [
        'ticker',
        [
          ['20001', '$PEPE'],
          ['20002', '$WIF'],
        ],
      ],
      [
        'number',
        [
          ['20001', '12'],
          ['20002', '47'],
        ],
      ],
    ]);
    expect(told?.otherId).toBe('20001');
    expect(told?.diff.filter(({ op }) => op === 'here').map(({ text }) => text)).toEqual(['$WIF', '47']);
    expect(await library.explain('99999')).toBeNull();
    expect((await await library.annotate([raw('20005', OTHER)])) && (await library.explain('20005'))).toEqual(
      {
        group: null,
        members: [],
        diff: [],
        otherId: null,
      },
    );
  });

  test('within one batch are found in one answer', async () => {
    const { library } = fresh();
    const done = await library.annotate([raw('30001', LONG), raw('30002', LONG)]);
    expect(done.map(({ copy }) => copy?.size)).toEqual([2, 2]);
  });

  test('"not a copy" separates two posts permanently, and "copy" joins them', async () => {
    const { library, reader, again } = fresh();
    await library.annotate([raw('40001', LONG), raw('40002', LONG)]);
    const parted = await library.setVerdict({ a: '40001', b: '40002', copy: false });
    expect(parted?.map(({ copy }) => copy)).toEqual([null, null]);
    expect(await reader.summary()).toMatchObject({ groups: 0, copies: 0 });
    await library.remove(['40002']);
    const later = await again().annotate([raw('40002', LONG)]);
    expect(later[0]?.copy).toBeNull();
    const united = await library.setVerdict({ a: '40001', b: '40002', copy: true });
    expect(united?.map(({ copy }) => copy?.size)).toEqual([2, 2]);
  });

  test('are found by a new worker that reads the stored index', async () => {
    const { library, again } = fresh();
    await library.annotate([raw('50001', LONG), raw('50002', OTHER)]);
    const [copy] = await again().annotate([raw('50003', OTHER)]);
    expect(copy?.copy?.other.id).toBe('50002');
  });
});

test('tabs that show a deleted capture are notified', async () => {
  const news: [string, boolean][] = [];
  const { library } = fresh({
    onAnnotationsChanged: (all) => news.push(...all.map(({ id, saved }) => [id, saved] as [string, boolean])),
  });
  await library.save(raw('11111', LONG));
  await library.annotate([raw('11112', OTHER)]);
  news.length = 0;
  await library.remove(['11111', '11112']);
  expect(news).toEqual([['11111', false]]);
});
