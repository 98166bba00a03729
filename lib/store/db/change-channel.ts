/** Notifies every open popup and library page that the library changed. */
const CHANNEL = 'feedglass-library';

/** Ids of the posts that were stored, changed or deleted; `null` if anything may have changed. */
export type ChangedIds = ReadonlySet<string> | null;

/** More changed posts than this are sent as `null`: reading all of them again is not slower. */
const MAX_IDS = 2_000;

/** Notifies all pages of the extension that the library changed. */
export function broadcastChange(ids: ChangedIds = null): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(ids !== null && ids.size <= MAX_IDS ? [...ids] : null);
  channel.close();
}

/**
 * Calls `listener` after changes, at most once in `pause` ms, with everything that changed since the last call.
 * @returns a function that removes the listener
 */
export function onChange(listener: (changed: ChangedIds) => void, pause = 250): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed: Set<string> | null = new Set();
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!Array.isArray(data)) changed = null;
    else for (const id of data) changed?.add(String(id));
    timer ??= setTimeout(() => {
      timer = undefined;
      const ids = changed;
      changed = new Set();
      listener(ids);
    }, pause);
  };
  return () => {
    clearTimeout(timer);
    channel.close();
  };
}
