import { useEffect, useState } from 'preact/hooks';

/**
 * Runs an asynchronous read and returns its latest result.
 * @param read called again when one of `deps` changes
 * @returns `undefined` until the first result, and after an error
 */
export function useAsync<T>(read: () => Promise<T>, deps: readonly unknown[]): T | undefined {
  const [value, set] = useState<T>();
  useEffect(() => {
    let current = true;
    read().then(
      (found) => current && set(() => found),
      () => current && set(undefined),
    );
    return () => {
      current = false;
    };
  }, deps);
  return value;
}
