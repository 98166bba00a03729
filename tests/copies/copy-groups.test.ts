import { describe, expect, test } from 'vitest';
import { describeGroup, kindOfGroup } from '../../lib/copies/group-description.ts';
import { type CopyText, InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';
import { labelledSet } from '../bench/copies-set.ts';
import { Random } from '../bench/random.ts';

const LINES = [
  'The bridge paused withdrawals at noon and posted a photo of a cat instead of a statement.',
  'Rain all day, so I read the vesting schedule of that game token, and it is worse than I thought.',
  'Our meetup moved to the library because the café raised its prices over the summer.',
  'Funding flipped negative while spot kept climbing, which happened only twice before.',
  'A reader asked how I store my seed phrase; not on paper and never with a friend.',
  'Half of the blocks last night came from one pool, and only my cousin noticed it.',
  'Gas was cheap enough to clean up forty dust positions over an evening of black tea.',
  'They renamed the ticker for the third time, and the chart looks the same as ever.',
];
const text = (...numbers: number[]) => numbers.map((n) => LINES[n]).join(' ');

const members = (copies: InMemoryCopies) =>
  copies.groups().map((group) =>
    group.members
      .map((m) => m.id)
      .sort()
      .join(' '),
  );

function fill(...posts: CopyText[]): InMemoryCopies {
  const copies = new InMemoryCopies();
  for (const post of posts) copies.add(post);
  return copies;
}

describe('a group', () => {
  const a = { id: 'a', text: text(0, 1, 2, 3) };
  const b = { id: 'b', text: text(2, 3, 4, 5) };
  const c = { id: 'c', text: text(4, 5, 6, 7) };

  test.each([[[a, b, c]], [[b, a, c]], [[c, b, a]], [[b, c, a]]])(
    'is a tree of sources, in any order of arrival: %#',
    (posts) => {
      const [group, ...others] = fill(...posts).groups();
      expect(others).toEqual([]);
      expect(group?.members.map(({ id, source }) => [id, source])).toEqual([
        ['a', null],
        ['b', 'a'],
        ['c', 'b'],
      ]);
    },
  );

  test('is of the kind of most of its copies, of two as frequent the weaker', () => {
    const none = { exact: 0, near: 0, excerpt: 0, template: 0, figures: 0 };
    expect(kindOfGroup({ ...none, exact: 3, near: 1 })).toBe('exact');
    expect(kindOfGroup({ ...none, exact: 2, near: 2 })).toBe('near');
    expect(kindOfGroup({ ...none, template: 5, excerpt: 4, figures: 5 })).toBe('figures');
  });
});

describe('the first', () => {
  const at = (id: string, time: string | null): CopyText => ({ id, text: text(0, 1), postedAt: time });
  const day = (n: number) => `2026-03-0${n}T10:00:00.000Z`;

  test.each([
    ['earliest posted, whatever came first', [at('b', day(2)), at('a', day(1)), at('c', day(3))], 'a'],
    ['a tie', [at('a', day(1)), at('b', day(1)), at('c', day(2))], null],
    ['a tie that is not for the first place', [at('a', day(1)), at('b', day(2)), at('c', day(2))], 'a'],
    ['one unknown time', [at('a', day(1)), at('b', null)], null],
    ['no times', [at('a', null), at('b', null)], null],
  ])('%s', (_name, posts, first) => {
    const [group] = fill(...posts).groups();
    expect(group?.first).toBe(first);
    expect(group?.members.length).toBe(posts.length);
  });

  test('members are compared with their sources, in order of time', () => {
    const copies = fill(
      { id: 'late', text: text(0, 1, 2), postedAt: day(3) },
      { id: 'early', text: text(0, 1, 2), postedAt: day(1) },
      {
        id: 'edited',
        text: text(0, 1, 2).replace('noon', 'night').replace('summer', 'winter'),
        postedAt: day(2),
      },
    );
    expect(copies.groups()).toEqual([
      {
        id: 'early',
        kind: 'near',
        first: 'early',
        members: [
          { id: 'early', kind: 'exact', score: 1, source: null, order: null, sameAuthor: null },
          {
            ...{ id: 'edited', kind: 'near', score: expect.any(Number), source: 'early' },
            ...{ order: 'posted', sameAuthor: null },
          },
          { id: 'late', kind: 'exact', score: 1, source: 'early', order: 'posted', sameAuthor: null },
        ],
      },
    ]);
  });

  test('repeats by the same author are distinguished from copies by others', () => {
    const posts = [
      { ...at('a', day(1)), author: 'Anna' },
      { ...at('b', day(2)), author: { handle: 'anna', name: 'Anna B.' } },
      { ...at('c', day(3)), author: { handle: null, name: 'Bob' } },
      { ...at('d', day(4)), author: null },
    ];
    const source = { id: 'a', kind: 'exact' as const, score: 1 };
    const told = describeGroup(
      'a',
      posts.map((post) => ({ ...post, text: '', source: post.id === 'a' ? null : source })),
    );
    expect(told.members.map(({ id, sameAuthor }) => [id, sameAuthor])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
      ['d', null],
    ]);
  });

  test('an earlier post added later becomes the first', () => {
    const copies = fill(at('b', day(2)), at('c', day(3)));
    expect(copies.groups()[0]?.first).toBe('b');
    copies.add(at('a', day(1)));
    expect(copies.groups()[0]?.first).toBe('a');
  });
});

describe('growing and shrinking', () => {
  const families = [
    [0, 1],
    [2, 3],
    [4, 5],
    [6, 7],
  ].map((lines, f) =>
    [0, 1, 2].map((k) => ({ id: `${f}${k}`, text: `${text(...lines)} #tag${k} $C${f} https://x.y/${k}` })),
  );

  test('a new post changes its own group only', () => {
    const copies = fill(...families.flatMap((family) => family.slice(0, 2)));
    const before = new Map(copies.groups().map((group) => [group.id, group]));
    copies.add((families[2] as CopyText[])[2] as CopyText);
    for (const group of copies.groups()) {
      if (group.members.some((member) => member.id === '22')) expect(group.members.length).toBe(3);
      else expect(group).toEqual(before.get(group.id));
    }
    expect(copies.groups().length).toBe(4);
  });

  test('a group without its first member still finds copies', () => {
    const copies = fill(...families.flat());
    copies.remove('00');
    expect(members(copies)).toEqual(['01 02', '10 11 12', '20 21 22', '30 31 32']);
    expect(copies.add({ id: 'new', text: text(0, 1) })?.id).toBe('01');
    expect(members(copies)).toContain('01 02 new');
  });

  test('a group of one is dissolved', () => {
    const copies = fill(...(families[0] as CopyText[]));
    copies.remove('00');
    copies.remove('01');
    expect(copies.groups()).toEqual([]);
    expect(copies.sourceOf('02')).toBeNull();
  });

  test('a post added again with another text leaves its group', () => {
    const copies = fill(...(families[0] as CopyText[]));
    copies.add({ id: '01', text: text(6, 7) });
    expect(members(copies)).toEqual(['00 02']);
  });
});

describe('the user’s verdict', () => {
  const posts = ['a', 'b', 'c'].map((id) => ({ id, text: text(0, 1, 2) }));

  test('“not a copy” splits and is remembered', () => {
    const copies = fill(...posts);
    copies.setVerdict('a', 'c', false);
    expect(members(copies)).toEqual(['a b']);
    copies.remove('c');
    copies.add(posts[2] as CopyText);
    expect(members(copies)).toEqual(['a b']);
  });

  test('“a copy after all” reverts it', () => {
    const copies = fill(...posts);
    copies.setVerdict('a', 'c', false);
    copies.setVerdict('a', 'c', true);
    expect(members(copies)).toEqual(['a b c']);
  });
});

/** Pairs of ids that stand in one group. */
function pairs(copies: InMemoryCopies): Set<string> {
  const out = new Set<string>();
  for (const { members } of copies.groups()) {
    const ids = members.map((member) => member.id).sort();
    ids.forEach((a, i) => {
      for (const b of ids.slice(i + 1)) out.add(`${a} ${b}`);
    });
  }
  return out;
}

describe('the order of arrival', () => {
  const set = labelledSet(11, 120, { sources: 24, real: false });
  const edits = ['trailer', 'case_punct', 'title', 'sent_added', 'para10', 'para20', 'flatten'];
  const posts = [...set.sources, ...set.background, ...set.variants.filter((v) => edits.includes(v.edit))];
  const source = new Map<string, string>(set.variants.map((v) => [v.id, v.source]));
  const family = (id: string) => source.get(id) ?? id;
  const groupings = [3, 4, 5].map((seed) => pairs(fill(...new Random(seed).shuffle(posts))));

  test('changes no pair', () => {
    const [one, ...others] = groupings as [Set<string>, ...Set<string>[]];
    for (const other of others) expect([...other].sort()).toEqual([...one].sort());
  });

  test('never groups unrelated posts, and finds the related ones', () => {
    for (const grouping of groupings) {
      const wrong = [...grouping].filter((pair) => new Set(pair.split(' ').map(family)).size > 1);
      expect(wrong).toEqual([]);
      expect(grouping.size).toBeGreaterThan(0.95 * 24 * 28);
    }
  });
});

test('random texts are no copies of one another', () => {
  const { background, sources } = labelledSet(12, 1200, { sources: 10, real: false });
  const copies = new InMemoryCopies();
  let matched = 0;
  for (const post of [...background, ...sources]) matched += Number(copies.add(post) !== null);
  expect(matched).toBeLessThanOrEqual(1);
});
