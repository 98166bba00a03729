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

/** The delay, in ms, after which a change is told, and the longest delay while changes go on. */
const PAUSE = 250;
const MAX_PAUSE = 1_000;

/**
 * Calls `listener` soon after changes, with everything that changed since the last call. While changes go on (posts of
 * a feed, an edit of thousands of posts) the calls become rarer, and a page that is not visible is called when it is:
 * each call makes a page read and draw what it shows.
 * @returns a function that removes the listener
 */
export function onChange(listener: (changed: ChangedIds) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed: Set<string> | null = new Set();
  let pause = PAUSE;
  let calledAt = Number.NEGATIVE_INFINITY;
  const call = () => {
    timer = undefined;
    if (document.hidden || changed?.size === 0) return;
    calledAt = performance.now();
    const ids = changed;
    changed = new Set();
    listener(ids);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!Array.isArray(data)) changed = null;
    else for (const id of data) changed?.add(String(id));
    if (timer !== undefined) return;
    pause = performance.now() - calledAt < pause ? Math.min(2 * pause, MAX_PAUSE) : PAUSE;
    timer = setTimeout(call, pause);
  };
  document.addEventListener('visibilitychange', call);
  return () => {
    clearTimeout(timer);
    channel.close();
    document.removeEventListener('visibilitychange', call);
  };
}
