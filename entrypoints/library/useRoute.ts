import { useEffect, useState } from 'preact/hooks';
import { type Route, readRoute } from './route.ts';

/** The page's address, followed as it changes. */
export function useRoute(): Route {
  const [route, set] = useState(() => readRoute(location.hash));
  useEffect(() => {
    const read = () => set(readRoute(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return route;
}

/** Has the whole page drawn anew from its address: the address, or what the words look up, changed. */
export function forceRerender(): void {
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/**
 * Puts another address in this one's place, and says so at once. The browser says so later, and a field that shows
 * a part of the address would meanwhile be drawn with the old one, over what was just typed.
 */
export function replaceRoute(href: string): void {
  location.replace(href);
  forceRerender();
}
