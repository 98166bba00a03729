import { useEffect, useState } from 'preact/hooks';

/**
 * A value that is read and kept until it is read again.
 * @param read gives it; called anew when one of `deps` changes.
 * @returns `undefined` until it is there, and when it could not be read.
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
