/**
 * The words of the interface, by key, in the user's language. They live in public/_locales; the browser picks
 * the file, unless the user chose a language (`setWords`).
 */
import { browser } from './browser.ts';

let chosen: Record<string, string> | null = null;
/** Texts as the browser gave them: a feed's strips ask for the same few thousands of times. */
const told = new Map<string, string>();
/** Texts remembered at most; then all are forgotten. */
const MAX_TOLD = 1_000;

/**
 * Use this table instead of the browser's choice.
 * @param table key -> text with `$1` to `$9` for values, or `null` to follow the browser again.
 */
export function setWords(table: Record<string, string> | null): void {
  chosen = table;
}

/**
 * The text for a key.
 * @param key as in `_locales/en/messages.json`.
 * @param values what stands for `$1`, `$2` ... in it.
 * @returns the text, or the key itself when there is none (a test keeps that from happening).
 */
export function t(key: string, ...values: (string | number)[]): string {
  const texts = values.map(String);
  const own = chosen && Object.hasOwn(chosen, key) ? chosen[key] : undefined;
  if (own !== undefined) return own.replace(/\$([1-9])/g, (_, n: string) => texts[Number(n) - 1] ?? '');
  const asked = `${key}\0${texts.join('\0')}`;
  const known = told.get(asked) ?? (browser.i18n.getMessage(key, texts) || key);
  if (told.size >= MAX_TOLD) told.clear();
  told.set(asked, known);
  return known;
}
