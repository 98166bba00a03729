/** Extracts the tickers of a post: the `$CODE`s, and codes from other sources. */
import type { RawAttachedCoin } from '../../post.ts';
import type { CleanText } from '../tags/clean-text.ts';
import { type FoundCashtag, findTags, normalizeCode } from '../tags/find-tags.ts';
import { isKnownCoin, isUnambiguousCoin } from '../tags/known-coins.ts';
import { tradingPairBase } from '../tags/ticker-code.ts';
import { assignRoles, type TickerCandidate, type TickersWithRoles } from './assign-roles.ts';
import { buildLayout, type PostLayout } from './post-layout.ts';
import type { TagRun, Token } from './tag-runs.ts';

/** Codes that occur as cashtags elsewhere: on the page, in the batch or in the library. */
export interface KnownCodes {
  has(code: string): boolean;
}

interface ExtractedTickers extends TickersWithRoles {
  hashtags: string[];
  mentions: string[];
}

/**
 * Maximum number of codes per post, for cashtags and for the others: more is spam, and the library counts
 * each code.
 */
const MAX_CODES = 200;

/**
 * Extracts the tickers.
 * @param title cleaned title, or `null`
 * @returns tickers with roles, hashtags (distinct), mentions (one per occurrence); all in order of occurrence
 */
export function extractTickers(
  title: string | null,
  body: CleanText,
  attached: readonly RawAttachedCoin[],
  known: KnownCodes,
): ExtractedTickers {
  const inBody = findTags(body.text, body.marks);
  const inTitle = title === null ? null : { text: title, tags: findTags(title) };
  const layout = buildLayout({ text: body.text, tags: inBody }, inTitle);

  const cashtags = new Map<string, TickerCandidate>();
  for (const tag of inTitle?.tags.cashtags ?? []) addCashtag(cashtags, tag, inTitle?.text ?? '', null);
  for (const tag of inBody.cashtags) addCashtag(cashtags, tag, body.text, tag.start);

  const others = new Map<string, TickerCandidate>();
  const add = (candidate: TickerCandidate) => {
    if (others.size >= MAX_CODES || cashtags.has(candidate.code) || others.has(candidate.code)) return;
    others.set(candidate.code, candidate);
  };
  for (const candidate of hashtagTickers(layout, known)) add(candidate);
  for (const code of [...layout.bare.keys(), ...layout.tagRunCodes]) {
    if (isUnambiguousCoin(code)) add({ code, shown: code, source: 'text', at: null });
  }
  for (const code of body.widgets) if (code) add({ code, shown: code, source: 'widget', at: null });
  for (const { code } of attached) {
    const key = normalizeCode(code);
    if (key) add({ code: key, shown: code.trim(), source: 'attached', at: null });
  }
  const hashtags = [...(inTitle?.tags.hashtags ?? []), ...inBody.hashtags].map((tag) => tag.text);
  return {
    ...assignRoles([...cashtags.values()], [...others.values()], layout),
    hashtags: [...new Set(hashtags)],
    mentions: [...layout.mentions],
  };
}

function addCashtag(
  to: Map<string, TickerCandidate>,
  tag: FoundCashtag,
  text: string,
  at: number | null,
): void {
  const { code, source, unsure } = tag;
  const first = to.get(code);
  if (!first && to.size >= MAX_CODES) return;
  if (!first)
    to.set(code, { code, shown: text.slice(tag.start, tag.end), source, at, ...(unsure && { unsure }) });
  else if (source === 'mark') to.set(code, { ...first, source, unsure: undefined });
}

/**
 * Topics in capitals: as hashtags they are never tickers, even if some posts write them with a dollar sign.
 */
const NON_TICKER_HASHTAGS = new Set(
  (
    'AI NFT NFTS DEFI WEB3 CRYPTO ETF ETFS CPI PPI GDP FOMC FED SEC USA US UK EU RWA DAO DEX CEX P2P ATH ATL FUD FOMO ' +
    'HODL DYOR GM GN NEWS TRADE TRADING BUY SELL LONG SHORT BULLISH BEARISH ALPHA BINANCE AIRDROP MEME TA PNL ROI TP SL ' +
    'SIGNAL SIGNALS FUTURES SPOT'
  ).split(' '),
);
const CODE_SHAPE = /^[A-Z0-9]{1,10}$/;

/**
 * Hashtags that are tickers: a major's code, a code known as a cashtag, or one in the position of a rider.
 */
function hashtagTickers({ title, body, runOf }: PostLayout, known: KnownCodes): TickerCandidate[] {
  const tickers: TickerCandidate[] = [];
  for (const part of [title, body]) {
    for (const token of part?.tokens ?? []) {
      if (!part || token.kind !== 'hashtag') continue;
      const spelling = part.text.slice(token.start, token.end);
      const code = tradingPairBase(token.key);
      const shape = CODE_SHAPE.test(code) && !NON_TICKER_HASHTAGS.has(code);
      const sure = isKnownCoin(code) || (shape && known.has(code));
      const rides = shape && spelling.slice(1) === token.key && isTrailingTicker(runOf.get(token.key), token);
      if (!sure && !rides) continue;
      const at = part === body ? token.start : null;
      tickers.push({ code, shown: spelling, source: 'hashtag', at, ...(!sure && { unsure: true }) });
    }
  }
  return tickers;
}

/** Maximum number of tags in a tag run: `@account $OPG #OPG` and a few riders. */
const MAX_RUN_TOKENS = 12;

/** True if the hashtag follows a `$CODE` of another code in a tag run, after a pair `#X $X`. */
function isTrailingTicker(run: TagRun | undefined, hashtag: Token): boolean {
  const tokens = run?.tokens.slice(0, MAX_RUN_TOKENS) ?? [];
  const at = tokens.indexOf(hashtag);
  if (at < 1 || tokens[at - 1]?.kind !== 'cashtag') return false;
  const codes = new Set<string>();
  const hashtags = new Set<string>();
  for (const { kind, key } of tokens.slice(0, at)) (kind === 'cashtag' ? codes : hashtags).add(key);
  return [...codes].some((code) => hashtags.has(code));
}
