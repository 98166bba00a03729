/** Keys of campaigns in the library. Keys of one code are adjacent. */

/** Returns the key of a campaign. */
export function toCampaignKey({ handle, code }: { handle: string | null; code: string }): string {
  return JSON.stringify([code, handle]);
}

/** Returns handle and code of a key. */
export function parseCampaignKey(key: string): { handle: string | null; code: string } {
  const [code, handle] = JSON.parse(key) as [string, string | null];
  return { handle, code };
}

/** Returns the range of the keys of a code. */
export function keyRangeForCode(code: string): IDBKeyRange {
  const start = `[${JSON.stringify(code)},`;
  return IDBKeyRange.bound(start, `${start}\uffff`);
}
