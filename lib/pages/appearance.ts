/** Language, direction and theme of our own pages (popup, library). */
import { cacheMessages } from '../i18n/cached-messages.ts';
import { loadMessages } from '../i18n/locales.ts';
import { setMessages, t } from '../i18n/translate.ts';
import { defaultSettings, type Settings } from '../settings.ts';

/** Maximum time, in ms, that a page waits for the settings before it is shown with the defaults. */
const SETTINGS_TIMEOUT_MS = 700;

/**
 * Reads the settings. Returns the defaults if the store does not respond in time, so that the page can show
 * that error in some language.
 */
export function settingsOrDefaults(read: () => Promise<Settings>): Promise<Settings> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(defaultSettings), SETTINGS_TIMEOUT_MS);
    read().then(resolve, () => resolve(defaultSettings));
  });
}

/**
 * Applies language, direction and theme of the user to this page.
 * @param root the root element; its `lang`, `dir` and `data-theme` are set
 */
export async function applyAppearance(
  { language, theme }: Pick<Settings, 'language' | 'theme'>,
  root: HTMLElement = document.documentElement,
): Promise<void> {
  const messages = await loadMessages(language);
  setMessages(messages);
  // Messages may have changed with an update; errors are ignored.
  if (language !== null) void cacheMessages(language, messages).catch(() => {});
  root.lang = t('locale_tag');
  root.dir = t('locale_dir');
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
