/** The languages the interface speaks, and the word table of each. */

/** Our locales, named as the browser names the folders in `_locales`, each by its own name. */
export const LOCALES = {
  en: 'English',
  zh_CN: '简体中文',
  vi: 'Tiếng Việt',
  ru: 'Русский',
  ar: 'العربية',
  es: 'Español',
  pt_BR: 'Português (Brasil)',
  tr: 'Türkçe',
} as const;

export type Locale = keyof typeof LOCALES;

type Messages = Record<string, { message: string }>;

// Chunks of the package: the pages' policy forbids to fetch, and a table is only read when it is chosen.
const messageLoaders = import.meta.glob<Messages>('../../public/_locales/*/messages.json', {
  import: 'default',
});

/**
 * The words of one locale, for `setWords`.
 * @returns `null` when we have no such locale: the browser's choice then stands.
 */
export async function loadMessages(locale: string | null): Promise<Record<string, string> | null> {
  const load = locale === null ? undefined : messageLoaders[`../../public/_locales/${locale}/messages.json`];
  if (!load) return null;
  return Object.fromEntries(Object.entries(await load()).map(([key, { message }]) => [key, message]));
}
