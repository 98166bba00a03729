/**
 * The words of the interface, by key, in the user's language. They live in public/_locales; the browser picks
 * the file, unless the user chose a language (`setWords`).
 */
import { browser } from './browser.ts';

let chosen: Record<string, string> | null = null;
/** Texts as the browser gave them, with `$1` for values: asking it costs more than all else a strip does. */
const told = new Map<string, string>();
const SLOTS = Array.from({ length: 9 }, (_, i) => `$${i + 1}`);

/**
 * Use this table instead of the browser's choice.
 * @param table key -> text with `$1` to `$9` for values, or `null` to follow the browser again.
 */
export function setWords(table: Record<string, string> | null): void {
  chosen = table;
}

const fill = (text: string, values: string[]): string =>
  text.replace(/\$([1-9])/g, (_, n: string) => values[Number(n) - 1] ?? '');

/**
 * The text for a key.
 * @param key as in `_locales/en/messages.json`.
 * @param values what stands for `$1`, `$2` ... in it.
 * @returns the text, or the key itself when there is none (a test keeps that from happening).
 */
export function t(key: string, ...values: (string | number)[]): string {
  const own = chosen && Object.hasOwn(chosen, key) ? chosen[key] : undefined;
  const text = own ?? told.get(key) ?? ask(key);
  return text.includes('$') ? fill(text, values.map(String)) : text;
}

function ask(key: string): string {
  const text = browser.i18n.getMessage(key, SLOTS) || key;
  told.set(key, text);
  return text;
}

const rules = new Map<string, Intl.PluralRules>();
/** The forms of each text met, by their CLDR names. */
const formsOf = new Map<string, Map<string, string>>();
const FORM = /^(zero|one|two|few|many|other): (.*)$/s;

function formsIn(text: string): Map<string, string> {
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
export function plural(key: string, size: number, ...values: (string | number)[]): string {
  // Asked with its places still open: a value may hold a bar of its own.
  const text = t(key, ...values.map((_, i) => `$${i + 1}`));
  const form = formsOf.get(text) ?? formsIn(text);
  formsOf.set(text, form);
  const language = t('locale_tag');
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  const chosenForm = form.get(rule.select(size)) ?? form.get('other') ?? text;
  return fill(chosenForm, values.map(String));
}
