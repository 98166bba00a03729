import { expect, test } from 'vitest';
import { copiesAsText } from '../../components/popup/copies-as-text.ts';
import { onePreviewLine } from '../../components/popup/preview-line.ts';
import { summarizePage } from '../../lib/pages/page-summary.ts';
import { annotation, copyNote, ticker } from '../content/notes.ts';
import { pagePost } from './posts.ts';

test('copies as text: both posts with authors, times and addresses, and no invisible marks', () => {
  const posts = [
    pagePost('337900000000001', annotation('337900000000001', { copy: copyNote({ score: 0.664 }) })),
    pagePost('337900000000002', annotation('337900000000002')),
  ];
  const text = copiesAsText(posts, {
    heading: '1 of 2 posts repeats an earlier one',
    page: 'https://www.binance.com/en/square',
    at: new Date('2026-06-03T20:00:00.000Z'),
    checked: 'Compared with 891 posts',
    urlOf: (id) => `https://www.binance.com/en/square/post/${id}`,
  });
  expect(text.split('\n').slice(0, 11)).toEqual([
    '1 of 2 posts repeats an earlier one',
    'https://www.binance.com/en/square',
    '2026-06-03 20:00:00 UTC · Compared with 891 posts',
    '',
    '1. @writer_337900000000001, 2026-06-03 13:00:00 UTC',
    '   “Some words of a post.”',
    '   https://www.binance.com/en/square/post/337900000000001',
    expect.stringMatching(/@first.*\(66%\)$/),
    '   Earlier post: @first, 2026-06-03 10:00:00 UTC',
    '   https://www.binance.com/en/square/post/337000000000001',
    '',
  ]);
  expect(text).not.toMatch(/[\u2066-\u2069]/);
});

test('a preview is one line, cut between whole characters', () => {
  expect(onePreviewLine({ title: 'T', text: ' a\n\n\nb\tc ' })).toBe('T · a b c');
  expect(onePreviewLine({ title: null, text: '👍👍👍' }, 2)).toBe('👍👍…');
});

test('a page is summarized: what at least one post discusses is not called only tagged', () => {
  const tickers = [
    ticker('ETH', 'discussed', { why: 'in-sentence', paragraph: 1 }),
    ticker('BTC', 'appended', { why: 'only-in-tag-run', run: 'last' }),
    ticker('BNB', 'unsupported', { why: 'only-attached' }),
  ];
  const summary = summarizePage([
    pagePost('1', annotation('1', { tickers, saved: true })),
    pagePost('2', annotation('2', { tickers: [ticker('BTC', 'topic', { why: 'sole' })] })),
    pagePost('3', annotation('3', { tickers: tickers.slice(2), copy: copyNote() })),
    pagePost('4', annotation('4', { copy: copyNote({ rank: 'first' }) })),
    pagePost('5', annotation('5', { copy: copyNote({ rank: 'unknown', lag: null }) })),
    pagePost('6', null),
  ]);
  const codes = (list: { code: string; posts: number }[]) =>
    list.map(({ code, posts }) => `${code} ${posts}`);
  expect(codes(summary.discussed)).toEqual(['ETH 1', 'BTC 1']);
  expect(codes(summary.tagged)).toEqual(['BNB 2']);
  expect(summary).toMatchObject({ posts: 6, saved: 1 });
  // Where the order is not known, neither post is called the later one.
  expect(summary.copies.map(({ id }) => id)).toEqual(['3']);
  expect(summary.firsts.map(({ id }) => id)).toEqual(['4']);
});
