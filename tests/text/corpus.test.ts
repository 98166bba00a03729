import { describe, expect, test } from 'vitest';
import { extras, genuinePosts, money, score } from '../bench/tickers.ts';
import { ours, peers } from '../bench/tickers-peers.ts';

/** Our own posts in the corpus's form: what Binance links, and traps beside it. */
const own = [
  { text: '$ETH \n{future}(ETHUSDT)\nEntry $2,300, target $2.4K #eth ', linked: ['ETH'] },
  { text: '$1000RATS 在1小时周期突破，$Q 也是。US$100', linked: ['1000RATS', 'Q'] },
  { text: 'quietly.$ETH and #Bitcoin$BTC ', linked: ['ETH', 'BTC'] },
  { text: '目标81500附近；$JELLYJELLY 以太坊 2220$BTC ', linked: ['JELLYJELLY', 'BTC'] },
  { text: '$B $U and $币安人生 of $131M', linked: ['B', 'U', '币安人生'] },
].map(({ text, linked }, i) => ({ id: String(i), text, coinPairList: [], userInputTradingPairs: linked }));

test('our own posts: all that is linked, no money, ahead of every published pattern', () => {
  const mine = score(own, ours);
  expect(mine).toEqual({ recall: 1, precision: 1, audited: 1 });
  expect(money(own)).toEqual({ amounts: 4, accepted: 0 });
  for (const peer of peers.slice(0, 3)) expect(score(own, peer).recall).toBeLessThan(mine.recall);
});

const genuine = genuinePosts();

describe.runIf(genuine.length > 0)('genuine posts', () => {
  const mine = score(genuine, ours);

  test('recall of what Binance links is 0.998 at least', () =>
    expect(mine.recall).toBeGreaterThanOrEqual(0.998));

  test('no amount of money is taken for a coin', () => {
    const { amounts, accepted } = money(genuine);
    expect(amounts).toBeGreaterThan(1000);
    expect(accepted).toBe(0);
  });

  test('every other code was read by a person', () =>
    expect(extras(genuine).filter(({ audited }) => !audited)).toEqual([]));

  test.each(peers)('recall and precision beside $name', (peer) => {
    const theirs = score(genuine, peer);
    expect(mine.audited).toBeGreaterThanOrEqual(theirs.audited);
    if (peer.name === 'letters and digits') expect(mine.recall).toBeGreaterThanOrEqual(theirs.recall);
    else expect(mine.recall).toBeGreaterThan(theirs.recall);
  });
});
