/** Which campaigns a post belongs to, as keys of the library's tables. */
import type { Post } from '../../post.ts';
import { campaignKeys } from '../../text/summary/campaign-keys.ts';
import { prefixRange } from '../db/paging.ts';
import { derivedFields } from '../db/post-record.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Posts that join a campaign at once when its account becomes known; more stay under the code alone. */
const MAX_MOVED = 200;

/**
 * The keys of a post's campaigns. A code written as `#X $X` without its account belongs to the campaign of that
 * code when the library knows exactly one; when the first post names the account, those before it follow.
 */
export async function campaignKeysOf(unit: UnitOfWork, post: Post): Promise<string[]> {
  const keys: string[] = [];
  for (const { handle, code } of campaignKeys(post)) {
    const known = await existingKeysForCode(unit, code);
    const named = known.filter((key) => parseCampaignKey(key).handle !== null);
    const own = toCampaignKey({ handle, code });
    if (handle === null) keys.push(named.length === 1 && named[0] !== undefined ? named[0] : own);
    else {
      keys.push(own);
      if (named.length === 0 && known.length > 0)
        await moveToNamedCampaign(unit, toCampaignKey({ handle: null, code }), own, post.id);
    }
  }
  return keys;
}

/** The campaigns of a code, with those that this transaction has met. */
async function existingKeysForCode(unit: UnitOfWork, code: string): Promise<string[]> {
  const stored = await unit.tx.objectStore('campaigns').getAllKeys(keyRangeForCode(code), 3);
  const met = [...unit.ledger.campaigns].flatMap(([key, { posts }]) => (posts > 0 ? [key] : []));
  return [...new Set([...stored, ...met.filter((key) => parseCampaignKey(key).code === code)])];
}

/** Moves the posts of the code alone to the campaign whose account is known now. */
async function moveToNamedCampaign(
  unit: UnitOfWork,
  from: string,
  to: string,
  except: string,
): Promise<void> {
  const nameless = await unit.posts.index('facets').getAll(prefixRange(['c', from]), MAX_MOVED);
  for (const record of nameless) {
    if (record.id === except) continue;
    const campaigns = derivedFields(record).campaigns.map((key) => (key === from ? to : key));
    await unit.update(record, {}, { campaigns });
  }
}

/** A campaign's key in the tables; those of one code stand together. */
function toCampaignKey({ handle, code }: { handle: string | null; code: string }): string {
  return JSON.stringify([code, handle]);
}

/** What a key says. */
export function parseCampaignKey(key: string): { handle: string | null; code: string } {
  const [code, handle] = JSON.parse(key) as [string, string | null];
  return { handle, code };
}

function keyRangeForCode(code: string): IDBKeyRange {
  const start = `[${JSON.stringify(code)},`;
  return IDBKeyRange.bound(start, `${start}\uffff`);
}
