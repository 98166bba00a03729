import { browser } from '../browser.ts';
import { classifySender, type ExtensionIdentity, type Sender } from './permissions.ts';

/**
 * Watches the pages of the extension that write the library themselves, because a file is too large for a message: each
 * keeps a connection meanwhile, and sends any message on it when `libraryChanged` was answered.
 * @param onGone called when such a page is closed before it could send `libraryChanged`
 */
export function watchWriters(self: ExtensionIdentity, onGone: () => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (classifySender(port.sender as Sender, self) !== 'own') return;
    let isAnswered = false;
    port.onMessage.addListener(() => {
      isAnswered = true;
    });
    port.onDisconnect.addListener(() => {
      if (!isAnswered) onGone();
    });
  });
}
