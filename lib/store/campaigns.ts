/** Which campaigns a post belongs to, as keys of the library's tables. */
import type { Post } from '../post.ts';
import { campaignKeys } from '../text/campaign-keys.ts';
import { stretchOf } from './paging.ts';
import { placeOf } from './record.ts';
import type { Unit } from './unit.ts';

/** Posts that join a campaign at once when its account becomes known; more stay under the code alone. */
const ADOPTED = 200;

/**
 * The keys of a post's campaigns. A code written as `#X $X` without its account belongs to the campaign of that
 * code when the library knows exactly one; when the first post names the account, those before it follow.
 */
export async function campaignsOf(unit: Unit, post: Post): Promise<string[]> {
  const keys: string[] = [];
  for (const { handle, code } of campaignKeys(post)) {
    const known = await knownKeys(unit, code);
    const named = known.filter((key) => campaignOf(key).handle !== null);
    const own = campaignKey({ handle, code });
    if (handle === null) keys.push(named.length === 1 && named[0] !== undefined ? named[0] : own);
    else {
      keys.push(own);
      if (named.length === 0 && known.length > 0)
        await adopt(unit, campaignKey({ handle: null, code }), own, post.id);
    }
  }
  return keys;
}

/** The campaigns of a code, with those that this transaction has met. */
async function knownKeys(unit: Unit, code: string): Promise<string[]> {
  const stored = await unit.tx.objectStore('campaigns').getAllKeys(rangeOf(code), 3);
  const met = [...unit.ledger.campaigns].flatMap(([key, { posts }]) => (posts > 0 ? [key] : []));
  return [...new Set([...stored, ...met.filter((key) => campaignOf(key).code === code)])];
}

/** Moves the posts of the code alone to the campaign whose account is known now. */
async function adopt(unit: Unit, from: string, to: string, except: string): Promise<void> {
  const nameless = await unit.posts.index('facets').getAll(stretchOf(['c', from]), ADOPTED);
  for (const record of nameless) {
    if (record.id === except) continue;
    const campaigns = placeOf(record).campaigns.map((key) => (key === from ? to : key));
    await unit.change(record, {}, { campaigns });
  }
}

/** A campaign's key in the tables; those of one code stand together. */
function campaignKey({ handle, code }: { handle: string | null; code: string }): string {
  return JSON.stringify([code, handle]);
}

/** What a key says. */
export function campaignOf(key: string): { handle: string | null; code: string } {
  const [code, handle] = JSON.parse(key) as [string, string | null];
  return { handle, code };
}

function rangeOf(code: string): IDBKeyRange {
  const start = `[${JSON.stringify(code)},`;
  return IDBKeyRange.bound(start, `${start}\uffff`);
}
