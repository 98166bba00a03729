/** Language, direction and theme of our own pages (popup, library). */
import { loadWords } from './locales.ts';
import type { Settings } from './settings.ts';
import { setWords, t } from './words.ts';

/**
 * Makes this page look and speak as the user set it.
 * @param root the page's root element; its `lang`, `dir` and `data-theme` are set.
 */
export async function applyLook(
  { language, theme }: Pick<Settings, 'language' | 'theme'>,
  root: HTMLElement = document.documentElement,
): Promise<void> {
  setWords(await loadWords(language));
  root.lang = t('locale_tag');
  root.dir = t('locale_dir');
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
