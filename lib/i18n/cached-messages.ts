/**
 * Caches the messages of the language that the user chose, for the background. A worker cannot load a chunk
 * of the package, and with the tables of all languages it would be twice as large at every start.
 */
import { browser } from '../browser.ts';

const KEY = 'words';

/** As stored: earlier versions wrote these names. */
interface CachedMessages {
  language: string;
  words: Record<string, string>;
}

/**
 * Caches the messages of the chosen language. Called by our own pages when a language is chosen and after an
 * update. Does not write if they are unchanged.
 * @param messages the message table; `null` for the browser's language
 */
export async function cacheMessages(
  language: string | null,
  messages: Record<string, string> | null,
): Promise<void> {
  if (language === null || messages === null) return browser.storage.local.remove(KEY);
  const cached: CachedMessages = { language, words: messages };
  const present = (await browser.storage.local.get(KEY))[KEY];
  if (JSON.stringify(present) !== JSON.stringify(cached)) await browser.storage.local.set({ [KEY]: cached });
}

/** The cached messages; `null` if there are none of this language: then the browser's language is used. */
export async function readCachedMessages(language: string | null): Promise<Record<string, string> | null> {
  if (language === null) return null;
  const cached = (await browser.storage.local.get(KEY))[KEY] as CachedMessages | undefined;
  return cached?.language === language ? cached.words : null;
}
