import { useLayoutEffect, useState } from 'preact/hooks';
import { type Route, readRoute } from './route.ts';

/** The route of the page, updated when it changes. */
export function useRoute(): Route {
  const [route, set] = useState(() => readRoute(location.hash));
  // Before the next event: a change right after the first rendering must not be missed.
  useLayoutEffect(() => {
    const read = () => set(readRoute(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return route;
}

/** Renders the page again after its address or the messages changed. */
export function forceRerender(): void {
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/**
 * Replaces the address and renders at once. The browser's own event comes later; until then, a field bound to
 * the address would render its old value over what the user just typed.
 */
export function replaceRoute(href: string): void {
  location.replace(href);
  forceRerender();
}
