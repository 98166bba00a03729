/** Keyboard shortcuts of the library page: single letters, ignored while the user types. */

export type Shortcut =
  | 'next'
  | 'previous'
  | 'open'
  | 'leave'
  | 'save'
  | 'search'
  | 'help'
  | 'commands'
  | 'undo';

const KEYS: Record<string, Shortcut> = {
  j: 'next',
  k: 'previous',
  s: 'save',
  '/': 'search',
  '?': 'help',
  Escape: 'leave',
};

/** The shortcut of a key press; `null` if there is none. */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (isCommand && event.key.toLowerCase() === 'k') return 'commands';
  // In a field, undo is the browser's.
  if (isCommand && event.key.toLowerCase() === 'z') return isTyping(event.target) ? null : 'undo';
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return null;
  if (event.key === 'Enter') return isRow(event.target) ? 'open' : null;
  if (event.key === 'Escape' && isTyping(event.target)) return 'leave';
  if (isTyping(event.target)) return null;
  return KEYS[event.key] ?? null;
}

/** True in a field that takes letters. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select') !== null
  );
}

const isRow = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('.list-row');

/** Selects the row after (or before) the one that has the focus or is selected, as a click on it does. */
export function selectNeighbour(by: 1 | -1, root: ParentNode = document): void {
  const rows = [...root.querySelectorAll<HTMLElement>('.list-side .list-row')].sort(byPosition);
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const at = focused === -1 ? rows.findIndex((row) => row.hasAttribute('aria-current')) : focused;
  const next = at === -1 ? rows[0] : rows[at + by];
  next?.focus();
  next?.click();
}

const positionOf = (row: HTMLElement): number =>
  Number(row.closest<HTMLElement>('[data-index]')?.dataset.index ?? 0);
const byPosition = (a: HTMLElement, b: HTMLElement): number => positionOf(a) - positionOf(b);

/** Opens a row and moves the focus into its detail. */
export function openRow(row: HTMLElement): void {
  row.click();
  afterRender(() => {
    const panes = [...document.querySelectorAll<HTMLElement>('.detail-side')];
    panes.at(-1)?.focus();
  });
}

/** Moves the focus from a detail back to the list: to the selected row, or to the one that Tab reaches. */
export function focusList(): void {
  afterRender(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('.list-side .list-row')];
    const row =
      rows.find((one) => one.hasAttribute('aria-current')) ?? rows.find((one) => one.tabIndex === 0);
    (row ?? document.getElementById('main'))?.focus();
  });
}

/** After the page was rendered for the last change of its address. */
function afterRender(work: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(work));
}
