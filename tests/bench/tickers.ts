/**
 * Cashtags on genuine posts, beside what other platforms publish: `tsx tests/bench/tickers.ts [--extra]`.
 *
 * Truth is what Binance itself linked (`coinPairList` and `userInputTradingPairs`). It leaves out codes that are not
 * listed, so precision is given twice: against Binance alone, and with the codes of `AUDITED` taken as right in every
 * extractor's answer alike. `--extra` lists each code that Binance does not link, with its surroundings, for a person
 * to judge. Counted once a post.
 */
import { existsSync, readFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { findCashtags } from '../../lib/text/tags/cashtags.ts';
import { foldWidth } from '../../lib/text/tags/fold-width.ts';
import { libraryPosts } from './library.ts';
import { inTurns, type Pace, perSecond } from './measure.ts';
import type { Row } from './table.ts';
import { type Extractor, ours, peers } from './tickers-peers.ts';

const CORPUS = '../shared/corpus/square-posts.ndjson';

/**
 * Codes that Binance does not link, read in their posts by a person: every one is meant as a ticker (delisted,
 * listed elsewhere, an index, or typed by hand without a link).
 */
const AUDITED = new Set(
  (
    'BTC ETH BNB SOL XRP DOGE ADA SUI TON SHIB NEAR USDT USDC XAU NDX DXY NAT FIO 1000XEC MITO MIR MATIC DENT PRL ' +
    'FARTCOIN ENA ONDO UTK ASTEROID 1000RATS RNDR BTC1 1000LUNC A2Z BILL OSMO LGNS OPG OMNI JELLYJELLY XO UB LUNC BTTC'
  ).split(' '),
);

/** An amount of money with its sign in front. */
const MONEY = /[$＄]\d[\d.,]*(?:[kmbt]n?|mm|mln|bln|万|亿|million|billion|trillion)?(?![A-Za-z0-9])/gi;

interface GenuinePost {
  id: string;
  text: string;
  coinPairList: string[];
  userInputTradingPairs: string[];
}

export interface Score {
  name: string;
  source: string;
  recall: number;
  precision: number;
  /** Precision with the audited codes taken as right. */
  audited: number;
  /** Nanoseconds a post. */
  ns: number;
}

const codeOf = (linked: string) => linked.trim().replace(/^\$/, '').toUpperCase();
const truthOf = (post: GenuinePost) =>
  new Set([...post.coinPairList, ...post.userInputTradingPairs].map(codeOf));

/** The genuine posts, or none where they are not at hand. */
export function genuinePosts(): GenuinePost[] {
  if (!existsSync(CORPUS)) return [];
  return readFileSync(CORPUS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Recall and precision of one extractor, each code counted once a post. */
export function score(posts: readonly GenuinePost[], { codes }: Extractor) {
  let linked = 0;
  let hits = 0;
  let found = 0;
  let right = 0;
  for (const post of posts) {
    const truth = truthOf(post);
    const answer = new Set(codes(post.text));
    linked += truth.size;
    found += answer.size;
    for (const code of answer) {
      if (truth.has(code)) hits++;
      if (truth.has(code) || AUDITED.has(code)) right++;
    }
  }
  return { recall: hits / linked, precision: hits / found, audited: right / found };
}

/** Amounts of money in the posts, and those of which we made a coin. */
export function money(posts: readonly GenuinePost[]): { amounts: number; accepted: number } {
  let amounts = 0;
  let accepted = 0;
  for (const { text } of posts) {
    const starts = new Set(findCashtags(foldWidth(text)).map(({ start }) => start));
    for (const { index } of text.matchAll(MONEY)) {
      amounts++;
      if (starts.has(index)) accepted++;
    }
  }
  return { amounts, accepted };
}

/** Codes found that Binance does not link, with what stands around them. */
export function extras(
  posts: readonly GenuinePost[],
): { code: string; audited: boolean; id: string; around: string }[] {
  return posts.flatMap((post) => {
    const truth = truthOf(post);
    const seen = new Set<string>();
    return findCashtags(foldWidth(post.text)).flatMap(({ code, start, end }) => {
      if (truth.has(code) || seen.has(code)) return [];
      seen.add(code);
      return [
        {
          code,
          audited: AUDITED.has(code),
          id: post.id,
          around: post.text.slice(Math.max(0, start - 20), end + 20),
        },
      ];
    });
  });
}

/** All extractors on the same posts in the same run. */
export async function scores(posts: readonly GenuinePost[], { quick }: Pace): Promise<Score[]> {
  const all = [ours, ...peers];
  const rounds = await inTurns(
    quick ? 3 : 25,
    all.map(({ codes }) => () => {
      const start = performance.now();
      for (const { text } of posts) codes(text);
      return ((performance.now() - start) * 1e6) / posts.length;
    }),
  );
  return all.map((extractor, i) => ({
    name: extractor.name,
    source: extractor.source,
    ...score(posts, extractor),
    // The best round: other work on the machine only takes time away.
    ns: Math.min(...(rounds[i] ?? [])),
  }));
}

/** The bench's rows; without the genuine posts, those of speed alone. */
export async function tickerRows(pace: Pace): Promise<Row[]> {
  const posts = genuinePosts();
  return [...(posts.length === 0 ? [] : await accuracyRows(posts, pace)), lengthRow(pace)];
}

async function accuracyRows(posts: readonly GenuinePost[], pace: Pace): Promise<Row[]> {
  const [we, ...others] = await scores(posts, pace);
  if (!we) return [];
  const best = (of: 'recall' | 'audited') => others.reduce((a, b) => (b[of] > a[of] ? b : a));
  const row = (what: string, value: number, beside: Score, of: 'recall' | 'audited' | 'ns'): Row => ({
    area: 'tickers',
    what,
    unit: of === 'ns' ? 'ns' : '',
    better: of === 'ns' ? 'less' : 'more',
    ours: [value],
    beside: { name: beside.name, value: beside[of] },
  });
  const published = others.slice(0, 3);
  const fastest = published.reduce((a, b) => (b.ns < a.ns ? b : a));
  return [
    row('recall of what Binance links', we.recall, best('recall'), 'recall'),
    row('precision, audited', we.audited, best('audited'), 'audited'),
    row('cashtags of a post', we.ns, fastest, 'ns'),
  ];
}

/** Texts of several lengths, in characters: made-up posts one after another. */
function lengthRow(pace: Pace): Row {
  const sizes = pace.quick ? [1_000] : [1_000, 5_000, 20_000];
  const all = [...libraryPosts(300, { real: false })].map(({ text }) => text).join('\n');
  const times = ({ codes }: Extractor) =>
    sizes.map((size) => {
      const text = all.slice(0, size);
      return 1e6 / perSecond(() => codes(text), pace);
    });
  const [peer] = peers;
  if (!peer) throw new Error('no peer to stand beside');
  return {
    area: 'tickers',
    what: 'cashtags of a text, by its characters',
    unit: 'µs',
    better: 'less',
    ours: times(ours),
    sizes,
    beside: { name: peer.name, value: times(peer).at(-1) ?? Number.NaN },
  };
}

async function main(): Promise<void> {
  const posts = genuinePosts();
  if (posts.length === 0) return console.log(`No ${CORPUS}: nothing measured.`);
  if (argv.includes('--extra')) {
    for (const { code, audited, id, around } of extras(posts)) {
      console.log(`${audited ? ' ' : '?'} ${code.padEnd(12)} ${id.padEnd(18)} ${JSON.stringify(around)}`);
    }
    return;
  }
  const percent = (share: number) => share.toFixed(4);
  console.log('| extractor | recall | precision | precision, audited | ns a post |\n|---|---|---|---|---|');
  for (const { name, recall, precision, audited, ns } of await scores(posts, {
    quick: argv.includes('--quick'),
  })) {
    console.log(
      `| ${name} | ${percent(recall)} | ${percent(precision)} | ${percent(audited)} | ${Math.round(ns)} |`,
    );
  }
  const { amounts, accepted } = money(posts);
  const extra = extras(posts);
  const unread = extra.filter(({ audited }) => !audited);
  console.log(`\n${posts.length} posts. Amounts of money: ${amounts}, taken for a coin: ${accepted}.`);
  console.log(
    `Codes Binance does not link: ${extra.length}, of them not yet read by a person: ${unread.length} (--extra).`,
  );
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) await main();
