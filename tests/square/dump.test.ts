import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDump } from '../../lib/square/dump/read-dump.ts';
import { processorTime } from '../setup/processor-time.ts';
import truth from '../truth/seeds-truth.json' with { type: 'json' };
import { interfaces, type PrintedPost, printPostPage, printProfile, textOfPrinted } from './print-dump.ts';

const seed = (file: string) => readFileSync(`seeds/${file}`, 'utf8');

/** Paragraphs and what stands between them, from a text as we give it. */
const paragraphsOf = (text: string) => text.split(/\n+/);
const breaksOf = (text: string) =>
  (text.match(/\n+/g) ?? []).map((run) => (run.length > 1 ? 'blank' : 'newline'));

describe.each(truth.dumps)('seed $file', (expected) => {
  const dump = readDump(seed(expected.file));

  test('has its posts', () => {
    expect(dump.posts).toHaveLength(expected.post_count);
    expect(dump.surface).toBe(expected.profile ? 'profile' : 'post');
  });

  test.each(expected.posts.map((post, i) => [post.index, post, dump.posts[i]] as const))(
    'post %i',
    (_, want, got) => {
      expect(paragraphsOf(got?.text ?? '')).toEqual(want.paragraphs);
      expect(breaksOf(got?.text ?? '')).toEqual('flattened' in want ? [] : want.paragraph_breaks);
      expect(got).toMatchObject({
        id: null,
        url: null,
        kind: want.kind === 'article' ? 'article' : 'post',
        title: want.title ?? null,
        author: { name: want.author.name, handle: null },
        labels: { pinned: want.pinned, factCheck: null, sentiment: null },
        excerpt: want.kind === 'article',
        marks: [],
        postedAt: null,
      });
    },
  );

  test('no interface text is in any post', () => {
    const lines = dump.posts.flatMap(({ text, title }) => [...text.split('\n'), title]);
    const chrome = ['PINNED', '·', '--', 'Article', 'Partly True', 'Posts', 'Binance Square', 'Sitemap'];
    for (const line of [...chrome, 'Log in to explore more content', 'Tutti i commenti0RecentePopolare'])
      expect(lines).not.toContain(line);
  });

  test('the profile header', () => {
    const counts = expected.profile?.counts;
    expect(dump.profile).toEqual(
      expected.profile && counts
        ? {
            name: expected.profile.name,
            counts: {
              posts: counts.posts.value,
              following: counts.following.value,
              followers: counts.followers.value,
              liked: counts.liked.value,
            },
          }
        : null,
    );
  });
});

test('"Partly True" stands between two posts: it is given to neither (A1)', () => {
  expect(readDump(seed('001_83ee0e7153174509.txt')).looseLabels).toEqual(['Partly True']);
});

test('the number in the comments header is the comments counter', () => {
  expect(readDump(seed('002_42312cecb602bb21.txt')).posts[0]?.counts.comments).toBe(0);
});

const long = 'A quiet remark about the harvest of last year, long enough to be a paragraph of its own.';
const other = 'Another remark, which says something else about the weather and is long as well.';
const post = (...paragraphs: string[]): PrintedPost => ({ paragraphs, breaks: paragraphs.map(() => '\n\n') });
const texts = (dump: string) => readDump(dump).posts.map(({ text }) => text);

describe('a profile dump', () => {
  test.each(Object.keys(interfaces))('in %s: pinned posts, articles, labels and head', (language) => {
    const posts: PrintedPost[] = [
      { ...post(long, other), title: 'A title of its own', pinned: true },
      { ...post(`${other} One.`, '$BTC #Newt $M'), pinned: true },
      { ...post(`${long} Two.`), title: 'Another title' },
      { ...post('gm'), factCheck: 'Qwert' },
    ];
    const dump = readDump(printProfile(posts, { language }));
    expect(dump.posts.map(({ text }) => text)).toEqual(posts.map(textOfPrinted));
    expect(dump.posts.map(({ title }) => title)).toEqual(['A title of its own', null, 'Another title', null]);
    expect(dump.posts.map(({ kind }) => kind)).toEqual(['article', 'post', 'article', 'post']);
    expect(dump.posts.map(({ labels }) => labels.pinned)).toEqual([true, true, false, false]);
    expect(dump.looseLabels).toEqual(['Qwert']);
    expect(dump.profile?.name).toBe('Sample Writer 96');
    expect(dump.profile?.counts.following).toBe(169);
  });

  test.each(Object.keys(interfaces))(
    'in %s, with another below it: each post has its own author',
    (language) => {
      const one = printProfile([post(long, '$OPG'), post(other)], { language });
      const two = printProfile([post('gm'), post(long, '$NEWT')], { language });
      const dump = readDump(`${one}\n${two.replaceAll('Sample Writer 96', 'Other Hand')}`);
      expect(dump.posts.map(({ author, text }) => [author.name, text])).toEqual([
        ['Sample Writer 96', `${long}\n\n$OPG`],
        ['Sample Writer 96', other],
        ['Other Hand', 'gm'],
        ['Other Hand', `${long}\n\n$NEWT`],
      ]);
      expect([dump.profile?.name, dump.looseLabels]).toEqual(['Sample Writer 96', []]);
    },
  );

  test.each([
    ['CRLF', (dump: string) => dump.replace(/\n/g, '\r\n')],
    ['a byte order mark', (dump: string) => `\ufeff${dump}`],
    ['line ends at the end', (dump: string) => `${dump}\n\n\n`],
    ['indented lines', (dump: string) => dump.replace(/^/gm, '  ')],
    ['an empty line after every line', (dump: string) => dump.replace(/\n/g, '\n\n')],
  ])('with %s', (_, change) => {
    const posts = [post(long), post(other)];
    expect(texts(change(printProfile(posts)))).toEqual([long, other]);
  });

  test.each([
    ['only one post', [post(long, other)]],
    ['one short post', [post('gm')]],
    ['two posts with the same text', [post(long), post(long), post(other)]],
    ['posts without letters', [post('🚀🚀🚀'), post('100'), post('?')]],
    [
      'Chinese',
      [
        post('比特币今天涨了。', '我觉得还会继续。'),
        { ...post('正文第一段。', '第二段。'), title: '标题在这里' },
      ],
    ],
    ['only one article', [{ ...post(long, other), title: 'Its title' }]],
    [
      'raw markup in the flat copy',
      [{ ...post(long, 'Entry $BTC'), token: '{future}(BTCUSDT)' }, post(other)],
    ],
    ['numbers in lines of their own', [post('Targets', '1', '2', '3', '4', '5')]],
    ['a line said twice within a post', [post(long, long), post(other, 'gm', 'gm')]],
  ] satisfies [string, PrintedPost[]][])('with %s', (_, posts) => {
    for (const chrome of [true, false])
      expect(texts(printProfile(posts, { chrome }))).toEqual(posts.map(textOfPrinted));
  });

  test('a post without a flat copy is found', () => {
    const posts = [post(long), { ...post(`${other} $ETH`, 'End of it.'), bare: true }, post(other)];
    expect(texts(printProfile(posts))).toEqual(posts.map(textOfPrinted));
  });

  test('a dump that ends inside the last post: the flat copy completes it', () => {
    const whole = printProfile([post(long), post('The first part of it stands here.', other, '$BTC #gm')], {
      chrome: false,
    });
    const cut = whole.slice(0, whole.lastIndexOf('is long as well'));
    expect(texts(cut)[1]?.replace(/\s+/g, ' ')).toBe(`The first part of it stands here. ${other} $BTC #gm`);
  });

  test('in an unknown language, a label before articles only does not mean "pinned"', () => {
    const posts = [{ ...post(long), title: 'One' }, { ...post(other), title: 'Two' }, post('gm')];
    const dump = readDump(printProfile(posts, { language: 'unknown' }));
    expect(dump.posts.map(({ labels }) => labels.pinned)).toEqual([false, false, false]);
  });

  test.each([
    ['a fifth counter', ['1.0K+ Blik', '27 Drum']],
    ['no count of likes', []],
  ])('a head with %s in an unknown language is a head; which number is which, nobody can say', (_, more) => {
    const head = ['A B', '1k Trop', 'A B', '169 Voss', '367 Kall', ...more];
    const dump = readDump([...head, 'Posts', long, long].join('\n'));
    expect(dump.profile).toEqual({
      name: 'A B',
      counts: { posts: null, following: null, followers: null, liked: null },
    });
    expect(dump.posts.map(({ text }) => text)).toEqual([long]);
  });

  test('a feed with authors, coins and counters between the posts has no profile header', () => {
    const around = (name: string) => [name, '·', 'Jun 3'];
    const below = ['View More', 'ETH', '-1.71%', '14', '1', '125', '581.5k'];
    const cards = [long, other, 'gm'].flatMap((text, i) => [...around(`Writer ${i}`), text, text, ...below]);
    const dump = readDump(['Binance Square', 'Home', ...cards].join('\n'));
    expect(dump.posts.map(({ text }) => text)).toEqual([long, other, 'gm']);
    expect(dump.profile).toBeNull();
  });

  test('names and numbers that look like counters are no profile header', () => {
    const dump = readDump(
      printProfile([post('Level 1', 'Level 2', 'Level 3', 'Level 4')], { chrome: false }),
    );
    expect(dump.profile).toBeNull();
    expect(dump.posts.map(({ text }) => text)).toEqual(['Level 1\n\nLevel 2\n\nLevel 3\n\nLevel 4']);
  });
});

describe('a post dump', () => {
  test.each([
    ['Tutti i commenti0RecentePopolare', 0],
    ['所有评论0最近热门', 0],
    ['Replies 2', 2],
    ['回复 12', 12],
    ['Все комментарии3НовыеПопулярные', 3],
    ['All comments 1.2kRecentPopular', 1200],
  ])('the comment header %j is no text', (header, count) => {
    const [first, ...more] = readDump(`${long} ${other}#opg $OPG\n${header}\n`).posts;
    expect(first?.text).toBe(`${long} ${other}#opg $OPG`);
    expect(first?.counts.comments).toBe(count);
    expect(more).toEqual([]);
  });

  test.each([2, 3, 8])('of %i paragraphs, all but the first printed twice', (size) => {
    const paragraphs = Array.from({ length: size }, (_, i) => `${i}. ${long}`);
    const dump = readDump(printPostPage({ paragraphs, breaks: [] }));
    expect(dump).toMatchObject({ surface: 'post', posts: [{ text: paragraphs.join('\n'), kind: 'post' }] });
  });

  test('the whole text twice, and the longer copy second', () => {
    expect(texts(`${long}\n${other}\n${long}\n${other}`)).toEqual([`${long}\n${other}`]);
    expect(texts(`${other}\nx\n${long}\n${other}\nx`)).toEqual([`${long}\n${other}\nx`]);
  });

  test('comments under a post are comments', () => {
    const comment = 'I do not think so.';
    const dump = readDump(`${long}\nTutti i commenti1RecentePopolare\nSomebody\n${comment}\n${comment}`);
    expect(dump.posts.map(({ kind, text }) => [kind, text])).toEqual([
      ['post', long],
      ['comment', comment],
    ]);
  });

  test.each([
    ['Day 1 of the plan', 'Target 2'],
    ['One line', 'Top3 of them'],
    ['I paid 5', '$BTC 2'],
  ])('lines with numbers stay text: %j, %j', (...lines) => {
    expect(texts(lines.join('\n'))).toEqual([lines.join('\n')]);
  });

  test('an empty dump has no posts', () => {
    for (const dump of ['', '\n\n', '\ufeff', ' \u200b ']) expect(readDump(dump).posts).toEqual([]);
  });
});

/** A line of a post: no space at its ends, no space but single ones, something to see. */
const line = fc
  .oneof(
    fc.lorem({ mode: 'sentences', maxCount: 3 }),
    fc.lorem({ maxCount: 3 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      '$BTC #Newt $M',
      '@OpenGradient , I',
      'gm',
      '比特币今天涨了。',
      '2',
      '1.5k',
      '--x',
      'Article x',
    ),
  )
  .map((text) => text.replace(/[\s\u200b\ufeff\u2028\u2029\u0085]+/g, ' ').trim())
  .filter((text) => /[\p{L}\p{N}]/u.test(text));
const printed: fc.Arbitrary<PrintedPost> = fc.record(
  {
    paragraphs: fc.array(line, { minLength: 1, maxLength: 8 }),
    breaks: fc.array(fc.constantFrom('\n', '\n\n'), { minLength: 8, maxLength: 8 }),
    title: fc.lorem({ maxCount: 6 }),
    token: fc.constantFrom('{future}(BTCUSDT)', '{spot}(TAOUSDT)'),
  },
  { requiredKeys: ['paragraphs', 'breaks'] },
);

test('printed dumps are read back in every language', () => {
  fc.assert(
    fc.property(
      fc.array(printed, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...Object.keys(interfaces)),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (posts, language, eol, chrome) => {
        const dump = readDump(printProfile(posts, { language, eol, chrome }));
        expect(dump.posts.map(({ text }) => text)).toEqual(posts.map(textOfPrinted));
        expect(dump.posts.map(({ title }) => title)).toEqual(posts.map(({ title }) => title ?? null));
      },
    ),
    { numRuns: 500 },
  );
}, 120_000);

test('random texts are read quickly without an error', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
      expect(Array.isArray(readDump(lines.join('\n')).posts)).toBe(true);
    }),
  );
  for (const hostile of [
    'a\n'.repeat(50_000),
    `${'a'.repeat(50_000)}\n${'a\n'.repeat(40_000)}`,
    'a 1 '.repeat(50_000),
  ]) {
    const start = processorTime();
    readDump(hostile);
    expect(processorTime() - start).toBeLessThan(3000);
  }
}, 120_000);
