/** Keyboard shortcuts of the library page: single letters, ignored while the user types. */

/** The shortcut of a key press; `null` if there is none. */
export function shortcutOf(event: KeyboardEvent): 'next' | 'previous' | 'save' | 'search' | 'help' | null {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  switch (event.key) {
    case 'j':
      return 'next';
    case 'k':
      return 'previous';
    case 's':
      return 'save';
    case '/':
      return 'search';
    case '?':
      return 'help';
    default:
      return null;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select') !== null
  );
}

/** Selects the row after (or before) the selected one, as a click on it does. */
export function selectNeighbour(by: 1 | -1, root: ParentNode = document): void {
  const lines = [...root.querySelectorAll<HTMLElement>('.list-side .list-row')];
  const at = lines.findIndex((line) => line.hasAttribute('aria-current'));
  const next = at === -1 ? lines[0] : lines[at + by];
  next?.click();
}
