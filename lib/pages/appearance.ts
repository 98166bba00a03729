/** Language, direction and theme of our own pages (popup, library). */
import { cacheMessages } from '../i18n/cached-messages.ts';
import { loadMessages } from '../i18n/locales.ts';
import { setMessages, t } from '../i18n/translate.ts';
import { defaultSettings, type Settings } from '../settings.ts';

/** How long the page waits for the settings before it shows itself without them, in ms. */
const SETTINGS_TIMEOUT_MS = 700;

/**
 * The settings, or the defaults when the store does not give them soon: without a store there must still be words
 * to say so.
 */
export function settingsOrDefaults(read: () => Promise<Settings>): Promise<Settings> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(defaultSettings), SETTINGS_TIMEOUT_MS);
    read().then(resolve, () => resolve(defaultSettings));
  });
}

/**
 * Makes this page look and speak as the user set it.
 * @param root the page's root element; its `lang`, `dir` and `data-theme` are set.
 */
export async function applyAppearance(
  { language, theme }: Pick<Settings, 'language' | 'theme'>,
  root: HTMLElement = document.documentElement,
): Promise<void> {
  const words = await loadMessages(language);
  setMessages(words);
  // An update may have brought other words. Nobody waits for it.
  if (language !== null) void cacheMessages(language, words).catch(() => {});
  root.lang = t('locale_tag');
  root.dir = t('locale_dir');
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
