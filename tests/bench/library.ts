/** Large made-up libraries: posts as a reader meets them, any number, the same ones for the same seed. */
import type { RawMark, RawPost } from '../../lib/post.ts';
import { postedAtFromId, postUrl } from '../../lib/square/post-id.ts';
import type { FakePost } from '../replay/pages.ts';
import { EDITS, plain, type Supply } from './copies-edits.ts';
import { type Base, base, corpus, sentence, Tongue } from './copies-texts.ts';
import { Random } from './random.ts';

/** Changes whenever the same call would give other posts: libraries kept by earlier code are then made anew. */
export const LIBRARY_VERSION = 3;

export interface LibraryOptions {
  seed?: number;
  /** Mix genuine posts in, where the corpus lies beside the project. */
  real?: boolean;
}

/** Languages by how often they are met; `-` is an invented one with the word frequencies of a real one. */
const LANGS = [
  ...Array(11).fill('en'),
  'zh',
  'zh',
  'zh',
  'vi',
  'vi',
  'es',
  'es',
  'ru',
  'ar',
  '-',
] as string[];
/** Of a hundred posts, how many repeat one of the posts before. */
const COPIES = 8;
/** How far back a copied post lies at most, in posts. */
const REACH = 4_000;
/** One original in this many is taken up by many: a quarter of all copies repeat one of the last ten such. */
const HIT = 400;
const HITS = 10;
/** Edits with which posts are really repeated. Excerpts and rewordings are rarer than plain repeats. */
const REPEATS = [
  ...['identical', 'identical', 'identical', 'trailer', 'trailer', 'emoji', 'url', 'template', 'template'],
  ...['para05', 'para10', 'sent_added', 'title', 'combined', 'truncated', 'quoted'],
];
const CODES = 700;
const HANDLES = ['@OpenGradient', '@NewtonProtocol', '@Arkhive', '@RelayLabs', '@tidepool', '@QuietBridge'];
const KNOWN_CODES = ['BTC', 'ETH', 'BNB', 'SOL', 'XRP', 'DOGE', 'PEPE', 'ADA', 'SUI', 'LINK', 'OPG', 'NEWT'];

/** The oldest post's id and the mean step to the next: 100,000 posts are about two months. */
const OLDEST = 321_000_000_000_000;
const STEP = 200_000_000;

/** A number below `size`, small ones oftener (roughly Zipf's law). */
const often = (random: Random, size: number) => Math.floor(size ** random.next()) - 1;

/**
 * Makes posts, oldest first: median about 240 characters, several languages, authors and coins by Zipf's law,
 * 5 to 10 of a hundred repeat an earlier one.
 */
export function* libraryPosts(
  count: number,
  { seed = 1, real = true }: LibraryOptions = {},
): Generator<RawPost> {
  const random = new Random(seed);
  const tongue = new Tongue(random);
  const genuine = real ? random.shuffle(corpus()) : [];
  const codes = [...KNOWN_CODES, ...Array.from({ length: CODES }, () => code(tongue, random))];
  const authors = Math.max(20, Math.round(count / 8));
  const recent: Base[] = [];
  const hits: Base[] = [];
  let id = OLDEST;

  for (let n = 0; n < count; n++) {
    id += 1 + random.int(2 * STEP);
    const repeats = n > 20 && random.int(100) < COPIES;
    const repeated = repeats ? random.pick(hits.length > 0 && random.chance(0.25) ? hits : recent) : null;
    const own = repeated ?? fresh(random, tongue, genuine);
    if (!repeated) {
      if (recent.length < REACH) recent.push(own);
      else recent[random.int(REACH)] = own;
      if (n % HIT === 0) hits[random.int(Math.min(HITS, hits.length + 1))] = own;
    }
    let text = (repeated && edited(repeated, random, tongue)) ?? plain(own);
    text = text.replace(/\$[A-Za-z]+/g, () => `$${codes[often(random, codes.length)]}`);
    if (!repeated) text += ending(random, codes);
    yield rawPost(String(id), text, often(random, authors), random);
  }
}

function code(tongue: Tongue, random: Random): string {
  return tongue.word(random).slice(0, 5).toUpperCase().padEnd(3, 'X');
}

function fresh(random: Random, tongue: Tongue, genuine: Base[]): Base {
  if (genuine.length > 0 && random.chance(0.02)) return genuine.pop() as Base;
  const whole = base(random.pick(LANGS), tongue, random);
  // A feed's posts are shorter than the labeled set's: about five sentences.
  const sentences = 2 + often(random, 60);
  return { ...whole, paragraphs: cut(whole.paragraphs, sentences) };
}

function cut(paragraphs: string[][], sentences: number): string[][] {
  let left = sentences;
  const kept = paragraphs.map((paragraph) => {
    const piece = paragraph.slice(0, Math.max(0, left));
    left -= piece.length;
    return piece;
  });
  return kept.filter(({ length }) => length > 0);
}

function edited(from: Base, random: Random, tongue: Tongue): string | null {
  const fresh = () => sentence(from.lang, tongue, random);
  const supply: Supply = { random, sentence: fresh, word: () => tongue.word(random) };
  return EDITS[random.pick(REPEATS)]?.(from, supply) ?? null;
}

/** Half of all posts end in tags; one in eight of them calls a project by account, coin and tag. */
function ending(random: Random, codes: string[]): string {
  if (random.chance(0.5)) return '';
  if (random.chance(0.12)) {
    const project = random.int(HANDLES.length);
    const own = codes[project + 6];
    return `\n${HANDLES[project]} #${own?.toLowerCase()} $${own} $${codes[often(random, codes.length)]}`;
  }
  const tags = Array.from({ length: 1 + random.int(3) }, () => `$${codes[often(random, codes.length)]}`);
  return `\n${tags.join(' ')}${random.chance(0.3) ? ' #Write2Earn' : ''}`;
}

function rawPost(id: string, text: string, author: number, random: Random): RawPost {
  const likes = often(random, 3_000);
  return {
    id,
    url: postUrl(id),
    kind: text.length > 1_500 ? 'article' : 'post',
    surface: 'home',
    author: { name: `Writer ${author}`, handle: `writer_${author}` },
    title: null,
    text,
    excerpt: false,
    marks: marksOf(text),
    attached: [],
    labels: { pinned: false, factCheck: null, sentiment: random.chance(0.1) ? 'Bullish' : null },
    counts: { comments: often(random, 60), quotes: null, likes, views: likes * (20 + random.int(60)) },
    postedAt: postedAtFromId(id),
    postedAtSource: 'id',
    timeLabel: null,
  };
}

/** What the page itself marks: cashtags and hashtags. */
function marksOf(text: string): RawMark[] {
  return [...text.matchAll(/\$([A-Z]{2,10})\b|#\w+/g)].map(({ 0: found, 1: code, index }) => ({
    kind: code === undefined ? 'hashtag' : 'cashtag',
    start: index,
    end: index + found.length,
    value: code ?? found,
  }));
}

/** The post as the replayed site shows it. */
export function fakePost({ id, text, author, marks }: RawPost): FakePost {
  const cashtags = marks.flatMap(({ kind, value }) => (kind === 'cashtag' ? [value] : []));
  return {
    id: id ?? '',
    text,
    name: author.name ?? '',
    handle: author.handle ?? '',
    cashtags,
    time: 'Jun 3',
  };
}
