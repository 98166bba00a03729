/** Which campaigns a post belongs to, as keys of the library's tables. */
import type { Post } from '../post.ts';
import { campaignKeys } from '../text/campaign-keys.ts';
import type { Unit } from './unit.ts';

/**
 * The keys of a post's campaigns. A code written as `#X $X` without its account belongs to the campaign of that
 * code when the library knows exactly one.
 */
export async function campaignsOf(unit: Unit, post: Post): Promise<string[]> {
  const keys = campaignKeys(post);
  if (keys.length === 0) return [];
  const store = unit.tx.objectStore('campaigns');
  return Promise.all(
    keys.map(async ({ handle, code }) => {
      if (handle !== null) return campaignKey({ handle, code });
      const known = await store.getAllKeys(rangeOf(code), 3);
      const named = known.filter((key) => campaignOf(key).handle !== null);
      return named.length === 1 && named[0] !== undefined ? named[0] : campaignKey({ handle, code });
    }),
  );
}

/** A campaign's key in the tables; those of one code stand together. */
export function campaignKey({ handle, code }: { handle: string | null; code: string }): string {
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
