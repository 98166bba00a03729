import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawPost, StoredPost } from '../../lib/post.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { openReader } from '../../lib/store/reader.ts';
import { buildCampaigns, tickerTable } from '../text/summaries.ts';
import { at, fresh, raw } from './helpers.ts';

const CODES = ['BTC', 'ETH', '__PROTO__', 'CONSTRUCTOR', 'TOSTRING', 'OPG', 'RE'];
const BODIES = [
  'Why does $BTC move at all when nobody in the whole town has been trading since last Friday evening?',
  'The harvest festival in my village was moved to October because the river stood in the market square.',
  'Thinking about @OpenGradient and how its nodes agree on a trace without ever meeting each other at all.',
];

const text = fc
  .tuple(fc.constantFrom(...BODIES), fc.subarray(CODES, { maxLength: 3 }))
  .map(([body, codes]) => `${body}\n${codes.map((code) => `$${code}`).join(' ')}`);
const post: fc.Arbitrary<RawPost> = fc
  .record({
    id: fc.integer({ min: 10_000, max: 10_011 }),
    text,
    author: fc.constantFrom('ann', 'bob', 'cem'),
  })
  .map(({ id, text, author }) =>
    raw(String(id), text, {
      author: { name: author, handle: author },
      postedAt: at(id % 7),
      postedAtSource: 'id',
    }),
  );
type Step =
  | { do: 'annotate'; posts: RawPost[] }
  | { do: 'save'; post: RawPost }
  | { do: 'unsave' | 'remove'; id: string }
  | { do: 'setVerdict'; a: string; b: string; copy: boolean }
  | { do: 'deleteSeen' };
const id = fc.integer({ min: 10_000, max: 10_011 }).map(String);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('annotate' as const), posts: fc.array(post, { maxLength: 4 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('save' as const), post }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('unsave' as const, 'remove' as const), id }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('setVerdict' as const), a: id, b: id, copy: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'deleteSeen' as const }) },
);

async function all(name: string): Promise<StoredPost[]> {
  const posts: StoredPost[] = [];
  for await (const stretch of openReader(new Connection(name)).allPosts()) posts.push(...stretch);
  return posts;
}

test('after random operations the aggregates equal a recount of the posts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { library, reader, name } = fresh();
      for (const now of steps) {
        if (now.do === 'annotate') await library.annotate(now.posts);
        else if (now.do === 'save') await library.save(now.post);
        else if (now.do === 'unsave') await library.setSaved([now.id], false);
        else if (now.do === 'remove') await library.remove([now.id]);
        else if (now.do === 'setVerdict') await library.setVerdict(now);
        else await library.deleteSeen(null);
      }
      const posts = await all(name);
      const groups = Map.groupBy
        ? Map.groupBy(posts, ({ group }) => group)
        : posts.reduce((map, one) => map.set(one.group, [...(map.get(one.group) ?? []), one]), new Map());
      groups.delete(null);
      const table = tickerTable(posts);
      const summary = await reader.summary();
      expect(summary).toEqual({
        seen: posts.length,
        captured: posts.filter(({ capturedAt }) => capturedAt !== null).length,
        groups: groups.size,
        copies: [...groups.values()].reduce((sum, { length }) => sum + length - 1, 0),
        codes: table.length,
        campaigns: summary.campaigns,
      });
      const rows = await reader.tickers({ limit: 100 });
      expect(rows.rows).toEqual(table.map(({ days: _, ...row }) => row));
      for (const row of table) {
        const detail = await reader.ticker(row.code);
        const days = detail?.days.map(({ day, discussed, topic, appended, unsupported }) => {
          return { day, about: discussed + topic, riding: appended + unsupported };
        });
        expect(days).toEqual(row.days);
      }
      const listed = await reader.groups({ limit: 100 });
      expect(listed.rows.map(({ size }) => size).sort()).toEqual(
        [...groups.values()].map((g) => g.length).sort(),
      );
      for (const { id: group, authors } of listed.rows) {
        const members = posts.filter((one) => one.group === group);
        expect(authors).toBe(new Set(members.map(({ author }) => author.handle)).size);
        expect(members.length).toBeGreaterThan(1);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('a ticker lists its posts by role, newest first, in consecutive pages', async () => {
  const { library, reader } = fresh();
  for (let i = 0; i < 7; i++) {
    await library.annotate([
      raw(
        String(70_000 + i),
        `Post number ${i} about many a thing. I sold my $ABC in ${2000 + i}.\n$__PROTO__`,
        {
          postedAt: at(i),
          postedAtSource: 'id',
        },
      ),
    ]);
  }
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await reader.postsOfTicker('__PROTO__', { limit: 3, after });
    seen.push(...page.rows.map((post) => post.id));
    after = page.next;
  } while (after);
  expect(seen).toEqual(['70006', '70005', '70004', '70003', '70002', '70001', '70000']);
  const discussed = await reader.postsOfTicker('ABC', { role: 'discussed' });
  expect(discussed.rows).toHaveLength(7);
  expect((await reader.postsOfTicker('ABC', { role: 'appended' })).rows).toEqual([]);
  expect(await reader.ticker('__proto__')).toBeNull();
});

test('campaigns equal those of the same posts at once, also if the account is named later', async () => {
  const bodies = [
    'A quiet day on the ledger of traces, with nothing to report.\n#opg $OPG',
    'Nodes that agree without meeting are an odd sight to behold.\n@OpenGradient $OPG #OPG $RE',
    'What the river does in spring nobody has ever told me so far.\n#OPG $OPG $BEAT',
    'Permissions that end by themselves are the better permissions.\n@NewtonProtocol $NEWT #Newt $BTW',
  ];
  const raws = Array.from({ length: 12 }, (_, i) =>
    raw(String(10_000 + i), `${i} ${bodies[i % 4]}`, {
      author: { name: `n${i % 3}`, handle: `h${i % 3}` },
      postedAt: at(i),
      postedAtSource: 'id',
    }),
  );
  const { library, reader, name } = fresh();
  for (const batch of [raws.slice(0, 1), raws.slice(1, 3), raws.slice(3)]) await library.annotate(batch);
  const posts = await all(name);
  const found = (await reader.campaigns()).rows.map(({ handle, ...row }) => ({
    ...row,
    handle: handle?.toLowerCase(),
  }));
  const expected = buildCampaigns(posts, (id) => posts.find((one) => one.id === id)?.group !== null);
  expect(expected.map(({ code, posts: ids }) => [code, ids.length])).toEqual([
    ['OPG', 9],
    ['NEWT', 3],
  ]);
  expect(found).toMatchObject(
    expected.map(({ handle, code, enough, posts: ids, authors, firstAt, lastAt, riders, copies }) => ({
      handle,
      code,
      isCampaign: enough,
      posts: ids.length,
      authors,
      firstAt,
      lastAt,
      riders,
      copies: (copies ?? 0) * ids.length,
    })),
  );
});
