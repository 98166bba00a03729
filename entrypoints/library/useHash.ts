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
