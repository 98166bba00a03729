import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Post, type RawMark } from '../../lib/post.ts';
import { campaignKeys } from '../../lib/text/summary/campaign-keys.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { rawPost } from './raw.ts';
import { buildCampaigns, tickerTable } from './summaries.ts';

/** Pieces that the rules care about, in any order and glued in any way. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '$',
      '$$',
      '$BTC',
      '$币安人生',
      '＄ＥＴＨ',
      '$1INCH',
      '$100',
      '$4',
      '$__proto__',
      '#',
      '#OPG',
      '#a$b',
      '@',
      '@OpenGradient',
    ],
    ...[
      'OpenGradient',
      'bitcoin',
      'BTC',
      'RE',
      'a',
      '.',
      '?',
      ' ',
      '\n',
      '\n\n',
      '\r\n',
      '\0',
      '\u200b',
      '\u0301',
      '\ud83d',
      '🚀',
      '_',
      '`',
    ],
    ...['{future}(BTCUSDT)', 'https://x.com/$A', 'x.com/', 'me@x.com', 'Which? ', ': ', '(', ')', 'İ', '而'],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const mark: fc.Arbitrary<RawMark> = fc.record({
  kind: fc.constantFrom('cashtag', 'hashtag', 'mention', 'link'),
  start: fc.nat(120),
  end: fc.nat(120),
  value: fc.oneof(
    fc.constantFrom('BTC', '__proto__', '#x', '@y', 'https://a.io/en/trade/BTC_USDT', ''),
    fc.string(),
  ),
});
const raw = fc
  .record({ text, title: fc.option(text), marks: fc.array(mark, { maxLength: 6 }) })
  .map(({ text, title, marks }) =>
    rawPost(text, {
      title,
      marks,
      attached: [
        { code: 'BTC', via: 'trade' },
        { code: '', via: null },
      ],
    }),
  );

test('any raw post becomes a post that fits the schema, and the same one each time', () => {
  fc.assert(
    fc.property(raw, (given) => {
      const post = toPost(given);
      expect(Post.safeParse(post).error).toBeUndefined();
      expect(toPost(given)).toEqual(post);
      expect(JSON.parse(JSON.stringify(post))).toEqual(post);
    }),
    { numRuns: 500 },
  );
});

test('a place in the text is where the ticker stands, each code once, in order', () => {
  fc.assert(
    fc.property(raw, (given) => {
      const { text, cashtags, otherTickers } = toPost(given);
      for (const { at, shown } of [...cashtags, ...otherTickers]) {
        if (at !== null) expect(text.slice(at, at + shown.length)).toBe(shown);
      }
      const codes = [...cashtags, ...otherTickers].map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      const places = cashtags.map(({ at }) => at).filter((at) => at !== null);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
    { numRuns: 500 },
  );
});

test('roles agree with one another', () => {
  fc.assert(
    fc.property(raw, (given) => {
      const { cashtags, otherTickers } = toPost(given);
      const roles = new Set([...cashtags, ...otherTickers].map(({ role }) => role));
      if (roles.has('appended')) expect(roles.has('discussed')).toBe(true);
      if (roles.has('unsupported')) expect(roles.has('discussed')).toBe(false);
      if (cashtags.length === 1) expect(['discussed', 'topic']).toContain(cashtags[0]?.role);
      for (const { role, reason } of cashtags) expect(role === 'topic').toBe(reason.why === 'sole');
    }),
    { numRuns: 500 },
  );
});

test('parsing the stored text again changes nothing', () => {
  fc.assert(
    fc.property(text, (words) => {
      const once = toPost(rawPost(words));
      const charts = once.otherTickers.some(({ source }) => source === 'widget');
      const twice = toPost(rawPost(once.text));
      expect(twice.text).toBe(once.text);
      expect(twice.id).toBe(once.id);
      if (!charts) expect(twice).toEqual(once);
    }),
    { numRuns: 500 },
  );
});

test('tables count every post of a random set', () => {
  fc.assert(
    fc.property(fc.array(raw, { maxLength: 8 }), (given) => {
      const posts = given.map((post) => toPost(post));
      const inCampaigns = buildCampaigns(posts).reduce((sum, { posts }) => sum + posts.length, 0);
      expect(inCampaigns).toBe(posts.reduce((sum, post) => sum + campaignKeys(post).length, 0));
      for (const row of tickerTable(posts)) {
        expect(row.discussed + row.appended + row.unsupported + row.topic).toBe(row.posts);
      }
    }),
    { numRuns: 100 },
  );
});
