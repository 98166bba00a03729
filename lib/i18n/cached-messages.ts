/**
 * Caches the messages of the language that the user chose, for the background. A worker cannot load a chunk
 * of the package, and with the tables of all languages it would be twice as large at every start.
 */
import { browser } from '../browser.ts';

const KEY = 'words';

interface CachedMessages {
  language: string;
  words: Record<string, string>;
}

/**
 * Caches the messages of the chosen language. Called by our own pages when a language is chosen and after an
 * update. Does not write if they are unchanged.
 * @param words the message table; `null` for the browser's language
 */
export async function cacheMessages(
  language: string | null,
  words: Record<string, string> | null,
): Promise<void> {
  if (language === null || words === null) return browser.storage.local.remove(KEY);
  const kept: CachedMessages = { language, words };
  const there = (await browser.storage.local.get(KEY))[KEY];
  if (JSON.stringify(there) !== JSON.stringify(kept)) await browser.storage.local.set({ [KEY]: kept });
}

/** The cached messages; `null` if there are none of this language: then the browser's language is used. */
export async function readCachedMessages(language: string | null): Promise<Record<string, string> | null> {
  if (language === null) return null;
  const kept = (await browser.storage.local.get(KEY))[KEY] as CachedMessages | undefined;
  return kept?.language === language ? kept.words : null;
}
