import { browser } from '../browser.ts';
import { WRITER_PORT } from '../messages.ts';
import { classifySender, type ExtensionIdentity, type Sender } from './permissions.ts';

/**
 * Watches the pages of the extension that write the library themselves, because a file is too large for a message.
 * @param onGone called when such a page is closed before it could send `libraryChanged`
 */
export function watchWriters(self: ExtensionIdentity, onGone: () => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== WRITER_PORT || classifySender(port.sender as Sender, self) !== 'own') return;
    let hasTold = false;
    port.onMessage.addListener(() => {
      hasTold = true;
    });
    port.onDisconnect.addListener(() => {
      if (!hasTold) onGone();
    });
  });
}
