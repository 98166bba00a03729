/** What the tabs of the popup share: their props, and the way to the library page. */
import type { ExportScope } from '../../components/popup/ExportPanel.tsx';
import type { PopupTab } from '../../components/popup/Summary.tsx';
import { browser } from '../../lib/browser.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import type { ActivePage } from './active-page.ts';

/** Props of every tab. `version` counts changes of the library: what depends on it is read again. */
export interface TabProps {
  reader: LibraryReader;
  version: number;
  /** The page in the active tab; `undefined` until it has answered. */
  page: ActivePage | undefined;
  /** What is searched for. */
  query: string;
  /** What the export tab begins with. */
  scope: ExportScope;
  /** @param scope for the export tab */
  onTab: (tab: PopupTab, scope?: ExportScope) => void;
}

/**
 * Opens the library page and closes the popup, as a link would.
 * @param place the route: `/copies/…`
 * @param search `?sample` for the built-in sample
 */
export async function openLibraryAt(place: string, search: '' | '?sample' = ''): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`/library.html${search}#${place}`) });
  window.close();
}
