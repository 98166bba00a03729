/** Every ticker of a post: the `$CODE`s, and the codes it carries without writing them so. */
import type { RawAttached } from '../post.ts';
import type { CleanText } from './clean.ts';
import { pairBase } from './codes.ts';
import { isBareMajor, isMajor } from './coins.ts';
import { codeKey, type FoundCashtag, findMarkedTags } from './marked.ts';
import { type Candidate, giveRoles, type Roles } from './roles.ts';
import type { Run, Token } from './runs.ts';
import { layOut, type Scene } from './scene.ts';

/** What is known beyond the post: codes met as cashtags elsewhere, on the page, in the batch or the library. */
export interface Known {
  has(code: string): boolean;
}

export interface Understood extends Roles {
  hashtags: string[];
  mentions: string[];
}

/** Codes kept of one post, of those with a sign and of the others: more is a flood, and a library counts each. */
const MAX_CODES = 200;

/**
 * @param title Cleaned, or `null`.
 * @returns Tickers with roles, hashtags distinct, mentions one an occurrence; all in order of appearance.
 */
export function understand(
  title: string | null,
  body: CleanText,
  attached: readonly RawAttached[],
  known: Known,
): Understood {
  const inBody = findMarkedTags(body.text, body.marks);
  const inTitle = title === null ? null : { text: title, tags: findMarkedTags(title) };
  const scene = layOut({ text: body.text, tags: inBody }, inTitle);

  const cashtags = new Map<string, Candidate>();
  for (const tag of inTitle?.tags.cashtags ?? []) addCashtag(cashtags, tag, inTitle?.text ?? '', null);
  for (const tag of inBody.cashtags) addCashtag(cashtags, tag, body.text, tag.start);

  const others = new Map<string, Candidate>();
  const add = (candidate: Candidate) => {
    if (others.size >= MAX_CODES || cashtags.has(candidate.code) || others.has(candidate.code)) return;
    others.set(candidate.code, candidate);
  };
  for (const candidate of hashtagTickers(scene, known)) add(candidate);
  for (const code of scene.bare.keys()) {
    if (isBareMajor(code)) add({ code, shown: code, source: 'text', at: null });
  }
  for (const code of body.widgets) if (code) add({ code, shown: code, source: 'widget', at: null });
  for (const { code } of attached) {
    const key = codeKey(code);
    if (key) add({ code: key, shown: code.trim(), source: 'attached', at: null });
  }
  const hashtags = [...(inTitle?.tags.hashtags ?? []), ...inBody.hashtags].map((tag) => tag.shown);
  return {
    ...giveRoles([...cashtags.values()], [...others.values()], scene),
    hashtags: [...new Set(hashtags)],
    mentions: [...scene.mentions],
  };
}

function addCashtag(to: Map<string, Candidate>, tag: FoundCashtag, text: string, at: number | null): void {
  const { code, source, unsure } = tag;
  const first = to.get(code);
  if (!first && to.size >= MAX_CODES) return;
  if (!first)
    to.set(code, { code, shown: text.slice(tag.start, tag.end), source, at, ...(unsure && { unsure }) });
  else if (source === 'mark') to.set(code, { ...first, source, unsure: undefined });
}

/** Topics in capitals: no coins as hashtags, however often somebody writes them with a dollar. */
const TOPICS = new Set(
  (
    'AI NFT NFTS DEFI WEB3 CRYPTO ETF ETFS CPI PPI GDP FOMC FED SEC USA US UK EU RWA DAO DEX CEX P2P ATH ATL FUD FOMO ' +
    'HODL DYOR GM GN NEWS TRADE TRADING BUY SELL LONG SHORT BULLISH BEARISH ALPHA BINANCE AIRDROP MEME TA PNL ROI TP SL ' +
    'SIGNAL SIGNALS FUTURES SPOT'
  ).split(' '),
);
const CODE_SHAPE = /^[A-Z0-9]{1,10}$/;

/** Hashtags that are tickers: a major's code, a code known as a cashtag elsewhere, or one in a rider's place. */
function hashtagTickers({ title, body, runOf }: Scene, known: Known): Candidate[] {
  const tickers: Candidate[] = [];
  for (const part of [title, body]) {
    for (const token of part?.tokens ?? []) {
      if (!part || token.kind !== 'hashtag') continue;
      const spelt = part.text.slice(token.start, token.end);
      const code = pairBase(token.key);
      const shape = CODE_SHAPE.test(code) && !TOPICS.has(code);
      const sure = isMajor(code) || (shape && known.has(code));
      const rides = shape && spelt.slice(1) === token.key && ridesIn(runOf.get(token.key), token);
      if (!sure && !rides) continue;
      const at = part === body ? token.start : null;
      tickers.push({ code, shown: spelt, source: 'hashtag', at, ...(!sure && { unsure: true }) });
    }
  }
  return tickers;
}

/** Tags of one trailer at most: `@account $OPG #OPG` and a few riders. */
const LONGEST_TRAILER = 12;

/** True when the hashtag stands in a run right after a `$CODE` that is not its twin's, behind a pair of twins. */
function ridesIn(run: Run | undefined, hashtag: Token): boolean {
  const trailer = run?.tokens.slice(0, LONGEST_TRAILER) ?? [];
  const at = trailer.indexOf(hashtag);
  if (at < 1 || trailer[at - 1]?.kind !== 'cashtag') return false;
  const codes = new Set<string>();
  const hashtags = new Set<string>();
  for (const { kind, key } of trailer.slice(0, at)) (kind === 'cashtag' ? codes : hashtags).add(key);
  return [...codes].some((code) => hashtags.has(code));
}
