/**
 * The words of the language the user chose, kept where the background finds them. A worker can load no chunk of
 * the package, and with the tables of all languages in it, it would be twice as heavy at every start.
 */
import { browser } from '../browser.ts';

const KEY = 'words';

interface CachedMessages {
  language: string;
  words: Record<string, string>;
}

/**
 * Keeps the words of a chosen language; our own pages do, when it is chosen and after an update. Nothing is written
 * when they are there already.
 * @param words their table; `null` when the browser's own language is followed.
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

/** The kept words; `null` when there are none of this language: the browser's own then stand. */
export async function readCachedMessages(language: string | null): Promise<Record<string, string> | null> {
  if (language === null) return null;
  const kept = (await browser.storage.local.get(KEY))[KEY] as CachedMessages | undefined;
  return kept?.language === language ? kept.words : null;
}
