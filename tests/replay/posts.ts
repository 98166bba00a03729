/** Made-up posts for the replayed site: a home feed where some texts repeat others, and filler without end. */
import type { FakePost } from './card.ts';

const NEWEST = 337_900_000_000_000n;
/** About ten minutes of Square's clock. */
const STEP = 10_000_000_000n;
const FILLER_FROM = 330_000_000_000_000n;
const FILLER_STEP = 61_803_398n;
const FRESH_FROM = 340_000_000_000_000n;

const ORIGINAL = `The bridge for $NEWT opened at noon and the first hour tells a story: 4,120 wallets moved funds, the median transfer was small, and fees stayed under two cents the whole time.

I counted by hand from the explorer because the dashboard was late. If the pace holds, the pool is full by Thursday. Watch the queue, not the price.`;

const HARVEST = `I keep a paper notebook of every trade I make. After a year the pattern was plain: the trades I took after midnight lost twice what the others earned. So I stopped trading after ten. No indicator did that for me, a notebook did.`;

const TEMPLATE = (code: string, target: string) =>
  `$${code} is waking up! Volume doubled since yesterday and the chart shows a clean breakout. My target for this week is ${target}. Do not miss this one, I told you about the last three before they moved. Follow me for the next call.`;

type Draft = Omit<FakePost, 'id'>;

/** Newest first. The posts lower down were posted earlier: they are the firsts. */
const HOME: readonly Draft[] = [
  {
    name: 'Moon Caller',
    handle: 'moon_caller',
    text: TEMPLATE('HOOK', '0.92'),
    cashtags: ['HOOK'],
    time: '2m',
  },
  {
    name: 'Daily Chain',
    handle: 'daily_chain',
    text: `Breaking 🚨\n\n${ORIGINAL}\n\nFollow for more! $BTC $SOL`,
    cashtags: ['NEWT', 'BTC', 'SOL'],
    time: '12m',
    counts: { comments: '31', likes: '204', views: '18.2k' },
  },
  {
    name: 'Lan Writes',
    handle: 'lan_writes',
    text: 'Rain all day in Da Nang. Read the whole staking paper twice and drew the slashing rules on the window with my finger. They fit on one pane.',
    time: '20m',
  },
  {
    name: 'Quiet Ledger',
    handle: 'quiet_ledger',
    text: HARVEST,
    time: '34m',
    counts: { comments: '4', likes: '37', views: '2.1k' },
  },
  {
    name: 'Signal Hub',
    handle: 'signal_hub',
    text: TEMPLATE('ALPINE', '14.50'),
    cashtags: ['ALPINE'],
    coins: [{ code: 'ALPINE', change: '-3.20%' }],
    time: '50m',
    sentiment: 'Bullish',
  },
  {
    name: 'Old Miner',
    handle: 'old_miner',
    text: 'Someone asked why I still run a node at home. Because when the three big hosts had their bad Tuesday, mine was up. That is the whole reason. $BTC',
    cashtags: ['BTC'],
    time: '1h',
  },
  {
    name: 'Chain Clerk',
    handle: 'chain_clerk',
    text: ORIGINAL,
    cashtags: ['NEWT'],
    coins: [{ code: 'NEWT', change: '-1.12%' }],
    time: '3h',
    counts: { comments: '12', quotes: '3', likes: '98', views: '9,410' },
  },
  {
    name: 'Moon Caller',
    handle: 'moon_caller',
    text: TEMPLATE('MOVR', '6.10'),
    cashtags: ['MOVR'],
    time: '5h',
  },
  {
    name: 'Paper Trader',
    handle: 'paper_trader',
    text: HARVEST,
    time: '9h',
    counts: { comments: '19', quotes: '6', likes: '410', views: '41.7k' },
  },
];

const WORDS =
  'amber anchor apple attic autumn barley basin bicycle blanket bottle bridge bronze bucket candle canvas carpet castle cellar chapel cherry chimney cinder circle clover cobalt copper corner cotton cradle cricket crystal curtain cypress dagger daisy desert dinner dragon dusk eagle ember engine falcon feather fiddle finger flint forest fountain garden ginger glacier goblet granite gravel hammer harbour harvest hazel heron hollow honey horizon island ivory jacket jasmine journey juniper kettle kitchen ladder lagoon lantern lemon lichen linen lizard magnet maple marble meadow mirror mitten mosaic mountain needle nettle nutmeg ocean orchard otter oyster paddle parcel pebble pepper picnic pigeon pillow pocket poplar puddle quarry quartz quilt raven ribbon river saddle saffron sandal satchel shadow shelter signal silver sparrow spindle sponge spruce stable stone summit tailor teapot thicket thimble thunder timber tunnel turnip valley velvet violet wagon walnut willow window winter wizard yarrow zephyr'.split(
    ' ',
  );

/** A text of its own for each number: 45 words in an order that no other number has. */
function ramble(n: number): string {
  // Numbers side by side must not begin alike: the multiplier of Knuth's hash spreads them.
  let state = (Math.imul(n + 1, 2654435761) ^ 0x9e3779b9) >>> 0;
  const word = () => {
    // A linear congruential generator (Numerical Recipes); the high bits are the good ones.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return WORDS[(state >>> 12) % WORDS.length] ?? '';
  };
  const sentence = () => {
    const words = Array.from({ length: 15 }, word).join(' ');
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  };
  return `${sentence()}\n\n${sentence()} ${sentence()} $BTC`;
}

/** Made-up posts, no two alike. `n` from 0 goes back in time. */
export function filler(n: number, handle = `writer_${n % 17}`): FakePost {
  return {
    id: String(FILLER_FROM - BigInt(n) * FILLER_STEP),
    handle,
    name: handle,
    time: 'Jun 3',
    text: ramble(n),
    cashtags: ['BTC'],
    counts: { comments: String(n % 10), likes: String(n * 3) },
  };
}

/** Posts newer than all others; the `n`th to come, from 1. */
export function fresh(n: number, handle = 'early_bird'): FakePost {
  return {
    ...filler(100_000 + n, handle),
    id: String(FRESH_FROM + BigInt(n) * FILLER_STEP),
    time: 'now',
  };
}

/** Twenty posts of the home feed, newest first. */
export const homePosts: readonly FakePost[] = [
  ...HOME.map((draft, i) => ({ ...draft, id: String(NEWEST - BigInt(i) * STEP) })),
  ...Array.from({ length: 20 - HOME.length }, (_, i) => filler(1_000 + i)),
];
