/**
 * Translates messages by key. They are in public/_locales; the browser picks the file, unless the user chose
 * a language (`setMessages`).
 */
import type english from '../../public/_locales/en/messages.json';
import { browser } from '../browser.ts';

/** A message of the interface. The type comes from the English table, so a key that is missing does not compile. */
export type MessageKey = keyof typeof english;

let overrides: Record<string, string> | null = null;
/**
 * Messages from the browser, with `$1` for values. Cached, because `getMessage` costs more than the rest of a
 * strip.
 */
const browserMessages = new Map<string, string>();
const PLACEHOLDERS = Array.from({ length: 9 }, (_, i) => `$${i + 1}`);

/**
 * Uses this table instead of the browser's language.
 * @param table key -> message with `$1` to `$9` for values; `null` to use the browser's language again
 */
export function setMessages(table: Record<string, string> | null): void {
  overrides = table;
}

const interpolate = (text: string, values: string[]): string =>
  text.replace(/\$([1-9])/g, (_, n: string) => values[Number(n) - 1] ?? '');

/**
 * Returns the message of a key.
 * @param key as in `_locales/en/messages.json`
 * @param values replace `$1`, `$2`, …
 * @returns the message, or the key itself if there is none
 */
export function t(key: MessageKey, ...values: (string | number)[]): string {
  const own = overrides && Object.hasOwn(overrides, key) ? overrides[key] : undefined;
  const text = own ?? browserMessages.get(key) ?? fromBrowser(key);
  return text.includes('$') ? interpolate(text, values.map(String)) : text;
}

function fromBrowser(key: MessageKey): string {
  const text = browser.i18n.getMessage(key, PLACEHOLDERS) || key;
  browserMessages.set(key, text);
  return text;
}

const rules = new Map<string, Intl.PluralRules>();
/** The parsed plural forms of each message, by CLDR category. */
const pluralFormsByText = new Map<string, Map<string, string>>();
const FORM = /^(zero|one|two|few|many|other): (.*)$/s;

function parseForms(text: string): Map<string, string> {
  const forms = text.split(' | ').flatMap((part) => {
    const [, name, words] = FORM.exec(part) ?? [];
    return name === undefined ? [] : [[name, words ?? ''] as const];
  });
  return new Map(forms);
}

/**
 * Returns the message of a key in the plural form for a number. Such a message has a form for each CLDR
 * category, `one: $1 post | other: $1 posts`; `other` replaces missing ones.
 * @param size the number that selects the form
 * @param values as for `t`; the formatted number must be among them if the message shows it
 */
export function tPlural(key: MessageKey, size: number, ...values: (string | number)[]): string {
  // Split the forms before inserting the values, because a value can contain a bar.
  const text = t(key, ...values.map((_, i) => `$${i + 1}`));
  const form = pluralFormsByText.get(text) ?? parseForms(text);
  pluralFormsByText.set(text, form);
  const language = t('locale_tag');
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  const chosenForm = form.get(rule.select(size)) ?? form.get('other') ?? text;
  return interpolate(chosenForm, values.map(String));
}
