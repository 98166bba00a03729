/** Determines the campaigns of a post, as keys of the library's object stores. */
import type { Post } from '../../post.ts';
import { campaignKeys } from '../../text/summary/campaign-keys.ts';
import { keyRangeForCode, parseCampaignKey, toCampaignKey } from '../db/campaign-key.ts';
import { prefixRange } from '../db/paging.ts';
import { derivedFields } from '../db/post-record.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/**
 * Maximum number of posts moved to a campaign when its account becomes known; the others stay under the code.
 */
const MAX_MOVED = 200;

/**
 * Returns the keys of a post's campaigns. A post with `#X $X` but without an account belongs to the only
 * campaign of that code, if there is exactly one. When a post names the account for the first time, earlier
 * posts are moved to its campaign.
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

/** Keys of the campaigns of a code, including those added in this transaction. */
async function existingKeysForCode(unit: UnitOfWork, code: string): Promise<string[]> {
  const stored = await unit.tx.objectStore('campaigns').getAllKeys(keyRangeForCode(code), 3);
  const met = [...unit.ledger.campaigns].flatMap(([key, { posts }]) => (posts > 0 ? [key] : []));
  return [...new Set([...stored, ...met.filter((key) => parseCampaignKey(key).code === code)])];
}

/** Moves posts from the campaign of the code to the campaign of its account. */
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
