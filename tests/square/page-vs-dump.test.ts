// @vitest-environment happy-dom
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RawPost } from '../../lib/post.ts';
import { readDump } from '../../lib/square/dump/read-dump.ts';
import { profileFromSeed, WORDINGS } from '../replay/pages.ts';
import { parse, read } from './parse.ts';

const dump = readFileSync('seeds/001_83ee0e7153174509.txt', 'utf8');
const said = ({ text, title, kind, excerpt, labels, author }: RawPost) => ({
  text,
  title,
  kind,
  excerpt,
  pinned: labels.pinned,
  name: author.name,
});

describe('the profile of seed 001 as a page', () => {
  test.each([
    ['as it was', {}],
    ['without .FeedList', { feedList: false }],
    ['in Chinese', { wording: WORDINGS[1] as (typeof WORDINGS)[number] }],
  ])('%s gives the posts of the dump', (_, options) => {
    const page = read(profileFromSeed(dump, options), '/en/square/profile/QuynhAnh96');
    const expected = readDump(dump);
    expect(page.cards).toHaveLength(20);
    expect(page.cards.map(({ post }) => said(post))).toEqual(expected.posts.map(said));
    expect(page.profile).toMatchObject({ name: expected.profile?.name, counts: expected.profile?.counts });
  });

  test('from the hidden links alone: the same words, their paragraphs lost', () => {
    const html = profileFromSeed(dump).replace(/card__description|rich-text/g, 'gone');
    const words = (text: string) => text.replace(/\s+/g, '');
    const page = read(html, '/en/square/profile/QuynhAnh96');
    expect(page.cards).toHaveLength(20);
    for (const [i, { post }] of page.cards.entries())
      expect(words((post.title ?? '') + post.text)).toContain(words(readDump(dump).posts[i]?.text ?? ''));
  });
});

/** Five genuine cards; third-party texts, so the file is not ours to ship: read where it stands beside the project. */
const REAL = '../shared/real/home-cards.html';

describe.runIf(existsSync(REAL))('five real cards', () => {
  const page = existsSync(REAL) ? read(readFileSync(REAL, 'utf8')) : null;
  const got = page?.cards.map(({ post }) => post) ?? [];

  test('all are found and read', () => {
    expect(page?.health).toBe('ok');
    expect(got.map(({ id, author }) => [id, author.handle, author.name])).toEqual([
      ['330020877222706', 'lookonchain', 'lookonchain'],
      ['330125452402193', 'panda_traders', 'Panda Traders'],
      ['330158101177714', 'yiketudou', '土逗crypto'],
      ['330159322875090', 'abudarda139818', 'CalmWhale'],
      ['330206710407218', 'square-creator-5eb431258', '招财猫秒秒秒'],
    ]);
  });

  test('texts as displayed: the hidden raw copy with its runs of space and its markup gone', () => {
    const document = parse(readFileSync(REAL, 'utf8'));
    const raw = [...document.querySelectorAll('a[style*="none"]')].map((a) =>
      (a.textContent ?? '')
        .replace(/\{future\}\(\w+\)\n?/g, '')
        .replace(/ +/g, ' ')
        .replace(/ $/gm, ''),
    );
    expect(raw).toHaveLength(5);
    expect(got.map(({ text }) => text)).toEqual(raw);
  });

  test('tags, coins, labels, counters, times', () => {
    expect(
      got.map(({ marks, attached, labels, counts, postedAt, timeLabel }) => ({
        cash: marks.flatMap(({ kind, value }) => (kind === 'cashtag' ? [value] : [])),
        hash: marks.flatMap(({ kind, value }) => (kind === 'hashtag' ? [value] : [])),
        attached: attached.map(({ code, via }) => `${code} ${via}`),
        labels,
        counts: Object.values(counts),
        postedAt: postedAt?.slice(0, 19),
        timeLabel,
      })),
    ).toEqual([
      {
        cash: [],
        hash: [],
        attached: ['ETH trade'],
        labels: { pinned: false, factCheck: null, sentiment: null },
        counts: [14, 1, 125, 581_500],
        postedAt: '2026-06-03T04:58:23',
        timeLabel: 'Jun 3',
      },
      {
        cash: ['BTC'],
        hash: ['#MRVLSoarsOnNVDATrillionDollarOutlook', '#BitcoinFearGaugeSurgesNearly20%', '#BTC'],
        attached: ['BTC trade'],
        labels: { pinned: false, factCheck: null, sentiment: 'Bearish' },
        counts: [102, 4, 205, 327_300],
        postedAt: '2026-06-03T12:03:54',
        timeLabel: 'Jun 3',
      },
      {
        cash: [],
        hash: [],
        attached: ['MRVLon alpha', 'MRVL futures'],
        labels: { pinned: false, factCheck: null, sentiment: null },
        counts: [41, 2, 108, 201_200],
        postedAt: '2026-06-03T14:16:45',
        timeLabel: 'Jun 3',
      },
      {
        cash: ['ENA', 'WLD', 'PORTAL'],
        hash: ['#BREAKING:', '#news', '#iran', '#US', '#market'],
        attached: ['WLD trade', 'PORTAL trade', 'ENA trade'],
        labels: { pinned: false, factCheck: 'Unverified content', sentiment: null },
        counts: [6, 2, 59, 55_300],
        postedAt: '2026-06-03T14:21:43',
        timeLabel: 'Jun 3',
      },
      {
        cash: ['BTC'],
        hash: [],
        attached: ['BTC trade', 'ETH trade'],
        labels: { pinned: false, factCheck: null, sentiment: 'Bearish' },
        counts: [79, 8, 179, 232_900],
        postedAt: '2026-06-03T17:34:32',
        timeLabel: 'Jun 4',
      },
    ]);
  });
});
