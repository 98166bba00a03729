/** The languages of the interface, and a loader for the messages of each. */

/** Our locales by folder name in `_locales`; each is named in its own language. */
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

type Messages = Record<string, { message: string }>;

// Separate chunks, loaded when chosen. Not fetched, because the pages' content security policy forbids it.
const messageLoaders = import.meta.glob<Messages>('../../public/_locales/*/messages.json', {
  import: 'default',
});

/**
 * Loads the messages of one locale, for `setMessages`.
 * @returns `null` for an unknown locale: then the browser's language is used
 */
export async function loadMessages(locale: string | null): Promise<Record<string, string> | null> {
  const load = locale === null ? undefined : messageLoaders[`../../public/_locales/${locale}/messages.json`];
  if (!load) return null;
  return Object.fromEntries(Object.entries(await load()).map(([key, { message }]) => [key, message]));
}
