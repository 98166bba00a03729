/**
 * Assigns a role to each ticker of a post. The platform pays for clicks on any tag, so posts tag tickers that
 * their text never mentions; counting mentions without roles would be wrong by half.
 */
import type { Reason, Ticker } from '../../post.ts';
import { isKnownCoin } from '../tags/known-coins.ts';
import { codesInLists, leadingCode } from './lists-and-polls.ts';
import type { PostLayout } from './post-layout.ts';
import { matchHandlesToCodes } from './project-handles.ts';
import { findCoinName, findNamesSpellingCodes, findProjectName, type NameMatch } from './project-names.ts';

export type TickerCandidate = Omit<Ticker, 'role' | 'reason'>;

export interface TickersWithRoles {
  cashtags: Ticker[];
  otherTickers: Ticker[];
}

/**
 * Assigns the roles.
 * @param cashtags codes written as `$CODE`, distinct, in order
 * @param otherTickers codes from other sources
 * @returns both with role and reason. The only ticker of a post is never a rider.
 */
export function assignRoles(
  cashtags: readonly TickerCandidate[],
  otherTickers: readonly TickerCandidate[],
  layout: PostLayout,
): TickersWithRoles {
  const all = [...cashtags, ...otherTickers];
  const found = discussedCodes(all, layout);
  const sole = cashtags.length === 1 ? cashtags[0] : all.length === 1 ? all[0] : undefined;
  const give = (ticker: TickerCandidate): Ticker => {
    const reason = found.get(ticker.code);
    if (reason) return { ...ticker, role: 'discussed', reason };
    if (ticker === sole) return { ...ticker, role: 'topic', reason: { why: 'sole' } };
    return {
      ...ticker,
      role: found.size > 0 ? 'appended' : 'unsupported',
      reason: reasonNotDiscussed(ticker.code, layout),
    };
  };
  return { cashtags: cashtags.map(give), otherTickers: otherTickers.map(give) };
}

/** The codes that the text discusses, with the strongest reason for each. */
function discussedCodes(tickers: readonly TickerCandidate[], layout: PostLayout): Map<string, Reason> {
  const found = new Map<string, Reason>();
  const codes = tickers.map(({ code }) => code);
  const projects = projectNames(codes, layout);
  for (const code of codes) {
    const reason = reasonFor(code, layout, projects);
    if (reason) found.set(code, reason);
  }
  if (codes.length > 1) {
    for (const [code, run] of codesInLists(layout.body, found.size > 0)) {
      if (!found.has(code)) found.set(code, { why: 'listed', paragraph: run.paragraph });
    }
    const leading = leadingCode(layout.body);
    if (found.size === 0 && leading) found.set(leading, { why: 'in-sentence', paragraph: 1 });
  }
  return found;
}

function reasonFor(
  code: string,
  { prose, tagsInSentences: spoken, bare }: PostLayout,
  projects: ReadonlyMap<string, NameMatch>,
): Reason | null {
  const cashtag = spoken.get(`$${code}`);
  if (cashtag !== undefined) return { why: 'in-sentence', paragraph: cashtag };
  const word = bare.get(code);
  if (word !== undefined) return { why: 'bare-code', paragraph: prose.paragraph(word) };
  const hashtag = spoken.get(`#${code}`);
  if (hashtag !== undefined) return { why: 'hashtag-in-sentence', paragraph: hashtag };
  const name = projects.get(code) ?? findCoinName(code, prose);
  return name && { why: 'named', paragraph: prose.paragraph(name.at), name: name.name };
}

/** Maximum number of codes to look up among names; a post with more has no single subject. */
const MAX_NAMED = 40;

/** Names of projects in the text, derived from the post's mentions or recognized by their form. */
function projectNames(
  codes: readonly string[],
  { mentions, body, prose }: PostLayout,
): Map<string, NameMatch> {
  const hashtags = new Set(body.tokens.filter(({ kind }) => kind === 'hashtag').map(({ key }) => key));
  const twins = new Set(codes.filter((code) => hashtags.has(code)));
  const spelledCodes = codes.filter((code) => !isKnownCoin(code) && (code.length > 2 || twins.has(code)));
  const named =
    spelledCodes.length > 0
      ? findNamesSpellingCodes(spelledCodes.slice(0, MAX_NAMED), prose)
      : new Map<string, NameMatch>();
  if (mentions.length === 0) return named;
  for (const link of matchHandlesToCodes(mentions, codes, twins)) {
    const name = findProjectName(link, prose);
    if (name) named.set(link.code, name);
  }
  return named;
}

/** Why a ticker is not discussed. */
function reasonNotDiscussed(code: string, { runOf, tagRunCodes, proseBounds: ends }: PostLayout): Reason {
  const run = runOf.get(code);
  if (!run) return { why: tagRunCodes.includes(code) ? 'only-in-tag-run' : 'only-attached' };
  const where = run.start >= ends.to ? 'last' : run.end <= ends.from ? 'first' : 'inner';
  return { why: 'only-in-tag-run', paragraph: run.paragraph, run: where };
}
