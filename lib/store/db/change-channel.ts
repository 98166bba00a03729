/** Notifies every open popup and library page that the library changed. */
const CHANNEL = 'feedglass-library';

/** Notifies all pages of the extension that the library changed. */
export function broadcastChange(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
}

/**
 * Calls `listener` after changes, at most once in `pause` ms.
 * @returns a function that removes the listener
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
