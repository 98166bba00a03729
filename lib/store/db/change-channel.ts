/** "The library changed": told by its writer, heard by every open popup and library page. */
const CHANNEL = 'feedglass-library';

/** Tells all pages of the extension that the library changed. */
export function broadcastChange(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
}

/**
 * Calls `heard` after every change, at most once in `pause` ms.
 * @returns a function that ends it.
 */
export function onChange(listener: () => void, pause = 250): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  let timer: ReturnType<typeof setTimeout> | undefined;
  channel.onmessage = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      listener();
    }, pause);
  };
  return () => {
    clearTimeout(timer);
    channel.close();
  };
}
