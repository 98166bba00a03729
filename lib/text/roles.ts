/** What each ticker does in its post. */
import type { Ticker } from '../post.ts';

export type Candidate = Omit<Ticker, 'role' | 'reason'>;

/** First version: the only ticker is the topic, several are discussed. */
export function withRoles(candidates: readonly Candidate[]): Ticker[] {
  return candidates.map((ticker) => ({
    ...ticker,
    role: candidates.length === 1 ? 'topic' : 'discussed',
    reason: { why: candidates.length === 1 ? 'sole' : 'in-sentence' },
  }));
}
