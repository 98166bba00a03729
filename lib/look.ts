/** Language, direction and theme of our own pages (popup, library). */
import { keepWords } from './kept-words.ts';
import { loadWords } from './locales.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { setWords, t } from './words.ts';

/** How long the page waits for the settings before it shows itself without them, in ms. */
const PATIENCE = 700;

/**
 * The settings, or the defaults when the store does not give them soon: without a store there must still be words
 * to say so.
 */
export function settingsSoon(read: () => Promise<Settings>): Promise<Settings> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(defaultSettings), PATIENCE);
    read().then(resolve, () => resolve(defaultSettings));
  });
}

/**
 * Makes this page look and speak as the user set it.
 * @param root the page's root element; its `lang`, `dir` and `data-theme` are set.
 */
export async function applyLook(
  { language, theme }: Pick<Settings, 'language' | 'theme'>,
  root: HTMLElement = document.documentElement,
): Promise<void> {
  const words = await loadWords(language);
  setWords(words);
  // An update may have brought other words. Nobody waits for it.
  if (language !== null) void keepWords(language, words).catch(() => {});
  root.lang = t('locale_tag');
  root.dir = t('locale_dir');
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
