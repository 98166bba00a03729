import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Post } from '../../lib/post.ts';
import { readDump } from '../../lib/square/dump/read-dump.ts';
import { toPost } from '../../lib/text/to-post.ts';
import truth from '../truth/seeds-truth.json' with { type: 'json' };
import { rolesOf } from './raw.ts';
import { buildCampaigns, tickerTable } from './summaries.ts';

const seeds = truth.dumps.flatMap(({ file, posts }) => {
  const dump = readDump(readFileSync(`seeds/${file}`, 'utf8'));
  return posts.map((expected, i) => {
    const raw = dump.posts[i];
    if (!raw) throw new Error(`${file}: no post ${i + 1}`);
    return { name: `${file.slice(0, 3)}#${expected.index}`, raw, post: toPost(raw), expected };
  });
});

const idsOf = (names: string[]) => {
  const wanted = new Set(
    names.flatMap((name) => {
      const [dump, numbers = ''] = name.split('#');
      const [from = 0, to = from] = numbers.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, n) => `${dump}#${from + n}`);
    }),
  );
  return seeds
    .filter(({ name }) => wanted.has(name))
    .map(({ post }) => post.id)
    .sort();
};

test('there are 22 posts', () => expect(new Set(seeds.map(({ post }) => post.id)).size).toBe(22));

describe('every post of the seeds', () => {
  test.each(seeds)('$name: tickers, roles, tags', ({ post, expected }) => {
    expect(rolesOf(post)).toBe(expected.tickers.map(({ code, role }) => `${code}:${role}`).join(' '));
    expect(post.cashtags.map(({ shown }) => shown)).toEqual(expected.cashtags);
    expect(post.hashtags).toEqual(expected.hashtags);
    expect(post.mentions).toEqual(expected.mentions);
    const wanted = ('hashtag_tickers' in expected && expected.hashtag_tickers) || [];
    expect(post.otherTickers.map(({ shown, code, role }) => ({ hashtag: shown, code, role }))).toEqual(
      wanted.map(({ hashtag, code, role }) => ({ hashtag, code, role })),
    );
    expect(Post.safeParse(post).success).toBe(true);
  });
});

describe('roles do not depend on the position of the trailer', () => {
  const variants: [string, (body: string[], trailer: string) => string][] = [
    ['on the same line', (body, trailer) => [...body, trailer].join(' ')],
    ['in front', (body, trailer) => [trailer, ...body].join('\n')],
    ['in front, on one line', (body, trailer) => [trailer, ...body].join(' ')],
    ['one tag a line', (body, trailer) => [...body, ...trailer.split(' ')].join('\n')],
    ['with commas', (body, trailer) => [...body, trailer.replaceAll(' ', ', ')].join('\n')],
  ];
  const tagged = seeds.filter(({ expected }) => expected.tickers.length > 1);

  test.each(variants)('%s', (_where, place) => {
    expect(tagged.length).toBe(18);
    for (const { raw, expected } of tagged) {
      const lines = raw.text.split('\n').filter((line) => line !== '');
      const moved = toPost({ ...raw, text: place(lines.slice(0, -1), lines.at(-1) ?? '') });
      expect(rolesOf(moved)).toBe(expected.tickers.map(({ code, role }) => `${code}:${role}`).join(' '));
    }
  });
});

test('the campaign ticker is named in the text, the riders are only in the last tag run', () => {
  const post = seeds.find(({ name }) => name === '001#15')?.post;
  expect(post?.cashtags.map(({ code, reason }) => [code, reason.why, reason.run])).toEqual([
    ['OPG', 'named', undefined],
    ['RE', 'only-in-tag-run', 'last'],
    ['XCX', 'only-in-tag-run', 'last'],
  ]);
});

test('#BTW of post 16 is surely a ticker once $BTW of another post is known', () => {
  const raw = seeds.find(({ name }) => name === '001#16')?.raw;
  if (!raw) throw new Error('no post 16');
  const known = new Set(seeds.flatMap(({ post }) => post.cashtags.map(({ code }) => code)));
  expect(toPost(raw).otherTickers[0]).toMatchObject({ code: 'BTW', unsure: true });
  expect(toPost(raw, known).otherTickers[0]?.unsure).toBeUndefined();
});

describe('campaigns', () => {
  const found = buildCampaigns(seeds.map(({ post }) => post));

  test('are the two expected ones', () => {
    const keys = found.map(({ handle, code, twin, posts }) => [handle, code, twin, posts.length]);
    expect(keys).toEqual(truth.cross.campaigns.map(({ key, count }) => [...key, count]));
    expect(found.map(({ enough, authors }) => [enough, authors])).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });

  test.each(truth.cross.campaigns)('$key.1: posts and related articles', ({ key, ...campaign }) => {
    const mine = found.find(({ code }) => code === key[1]);
    expect(mine?.posts.toSorted()).toEqual(idsOf(campaign.posts));
    const related = 'related_articles' in campaign ? (campaign.related_articles ?? []) : [];
    expect(mine?.related.toSorted()).toEqual(idsOf(related));
  });

  test('riders equal the expected ones', () => {
    const sum = new Map<string, number>();
    for (const { code, posts } of found.flatMap(({ riders }) => riders))
      sum.set(code, (sum.get(code) ?? 0) + posts);
    expect(Object.fromEntries(sum)).toEqual(truth.cross.appended_counts);
  });
});

test('the ticker table: two codes are discussed, eighteen only ride along', () => {
  const rows = tickerTable(seeds.map(({ post }) => post));
  const about = rows.filter(({ discussed }) => discussed > 0);
  expect(about.map(({ code, posts, discussed, appended }) => [code, posts, discussed, appended])).toEqual([
    ['OPG', 16, 16, 0],
    ['NEWT', 3, 3, 0],
  ]);
  expect(rows.filter(({ discussed }) => discussed === 0)).toHaveLength(18);
});
