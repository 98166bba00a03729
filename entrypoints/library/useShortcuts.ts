import { useEffect, useRef } from 'preact/hooks';
import { hrefBack, hrefTo, postInPlace, type Route } from './route.ts';
import { focusList, openRow, type Shortcut, selectNeighbour, shortcutOf } from './shortcuts.ts';
import { replaceRoute } from './useRoute.ts';

interface ShortcutHandlers {
  onHelp: () => void;
  onCommands: () => void;
}

/** Runs the page's keyboard shortcuts. A view that handles a key itself stops its event. */
export function useShortcuts(route: Route, handlers: ShortcutHandlers): void {
  const latest = useRef({ route, handlers });
  latest.current = { route, handlers };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.defaultPrevented ? null : shortcutOf(event);
      if (key === null) return;
      event.preventDefault();
      RUN[key](event, latest.current.route, latest.current.handlers);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

type Runner = (event: KeyboardEvent, route: Route, handlers: ShortcutHandlers) => void;

const RUN: Record<Shortcut, Runner> = {
  next: () => selectNeighbour(1),
  previous: () => selectNeighbour(-1),
  open: ({ target }) => openRow(target as HTMLElement),
  leave: (_event, route) => leave(route),
  help: (_event, _route, { onHelp }) => onHelp(),
  save: () => document.querySelector<HTMLElement>('#save')?.click(),
  search: () => focusSearch(),
  undo: () => document.querySelector<HTMLElement>('[data-action=undo]')?.click(),
  commands: (_event, _route, { onCommands }) => onCommands(),
};

/** Escape: back from a post over an item, then from the detail to the list. */
function leave(route: Route): void {
  const isNarrow = matchMedia('(max-width: 60rem)').matches;
  if (postInPlace(route) !== null) {
    replaceRoute(hrefBack(route));
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.detail-side')?.focus());
    return;
  }
  if (isNarrow && route.item !== null) replaceRoute(hrefBack(route));
  focusList();
}

/** Focuses the search field; opens Posts first if necessary. */
function focusSearch(): void {
  const field = document.getElementById('search');
  if (field) {
    field.focus();
    return;
  }
  location.hash = hrefTo('posts');
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById('search')?.focus()));
}
