/**
 * The words of the interface, by key, in the user's language. They live in public/_locales; the browser picks
 * the file, unless the user chose a language (`setWords`).
 */
import type english from '../../public/_locales/en/messages.json';
import { browser } from '../browser.ts';

/** A message of the interface. The type comes from the English table, so a key that is missing does not compile. */
export type MessageKey = keyof typeof english;

let overrides: Record<string, string> | null = null;
/** Texts as the browser gave them, with `$1` for values: asking it costs more than all else a strip does. */
const browserMessages = new Map<string, string>();
const PLACEHOLDERS = Array.from({ length: 9 }, (_, i) => `$${i + 1}`);

/**
 * Use this table instead of the browser's choice.
 * @param table key -> text with `$1` to `$9` for values, or `null` to follow the browser again.
 */
export function setMessages(table: Record<string, string> | null): void {
  overrides = table;
}

const interpolate = (text: string, values: string[]): string =>
  text.replace(/\$([1-9])/g, (_, n: string) => values[Number(n) - 1] ?? '');

/**
 * The text for a key.
 * @param key of the message.
 * @param values what stands for `$1`, `$2` ... in it.
 * @returns the text, or the key itself where the browser has none.
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
/** The forms of each text met, by their CLDR names. */
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
 * The text for a key, in the form its language uses for a number. Such a text holds its forms by their CLDR names,
 * `one: $1 post | other: $1 posts`; `other` stands in for those it leaves out.
 * @param size the number that decides.
 * @param values as for `t`; the number itself, written out, is one of them where the text shows it.
 */
export function tPlural(key: MessageKey, size: number, ...values: (string | number)[]): string {
  // Asked with its places still open: a value may hold a bar of its own.
  const text = t(key, ...values.map((_, i) => `$${i + 1}`));
  const form = pluralFormsByText.get(text) ?? parseForms(text);
  pluralFormsByText.set(text, form);
  const language = t('locale_tag');
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  const chosenForm = form.get(rule.select(size)) ?? form.get('other') ?? text;
  return interpolate(chosenForm, values.map(String));
}
