import { useEffect, useRef } from 'preact/hooks';
import type { PostAction } from '../../../components/library/posts/ActionBar.tsx';
import { isTyping } from '../shortcuts.ts';

export interface PostKeys {
  /** Ids that an action key works on: the selected posts, else the one that has the focus, else the open one. */
  targets: () => string[];
  actionsFor: (ids: readonly string[]) => PostAction[];
  onToggle: (id: string) => void;
  onSelectAll: () => void;
  /** @returns false if nothing was selected */
  onClear: () => boolean;
}

const ACTION_KEYS: Record<string, string> = { s: 'save', t: 'tag', n: 'note', e: 'export', Delete: 'delete' };

/** The id of the row that has the focus; `null` if none has. */
export const focusedRow = (): string | null =>
  document.activeElement?.closest<HTMLElement>('.list-side [data-post]')?.dataset.post ?? null;

/** Keys of a list of posts: select, select all, save, tag, note, export, delete, clear the selection. */
export function usePostKeys(keys: PostKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      if (!pressed(event, latest.current)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // Before the page's own shortcuts.
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, []);
}

/** @returns true if the key did something */
function pressed(event: KeyboardEvent, keys: PostKeys): boolean {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'a') return false;
    keys.onSelectAll();
    return true;
  }
  if (event.key === 'Escape') return keys.onClear();
  const row = focusedRow();
  if (event.key === 'x' && row !== null) {
    keys.onToggle(row);
    return true;
  }
  const ids = keys.targets();
  if (ids.length === 0) return false;
  const name = ACTION_KEYS[event.key];
  const action = name === undefined ? undefined : keys.actionsFor(ids).find((one) => one.name === name);
  action?.run();
  return action !== undefined;
}
