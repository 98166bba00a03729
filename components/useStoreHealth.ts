import { useEffect, useState } from 'preact/hooks';
import type { StoreHealth } from '../lib/messages.ts';
import type { HealthBannerProps, HealthView } from './HealthBanner.tsx';

type View = Pick<HealthBannerProps, 'state' | 'progress' | 'detail'>;

/** How long after a look a rebuild is looked at again, in ms. */
const PAUSE = 500;

/**
 * How the store is: what the background says and, where it cannot even be opened here, what we find ourselves.
 * @param ask asks the background.
 * @param own what we find ourselves; `null` when all is well.
 * @param version looked at again when it changes.
 */
export function useStoreHealth(
  ask: () => Promise<{ ok: true; value: StoreHealth } | { ok: false; detail?: string }>,
  localCheck: () => Promise<{ state: HealthView; detail: string } | null>,
  version: number,
): { view: View; again: () => void } {
  const [view, set] = useState<View>({ state: 'ok', progress: null, detail: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const [answer, found] = await Promise.all([ask(), localCheck()]);
      if (!current) return;
      if (found) set({ ...found, progress: null });
      else if (answer.ok) set(answer.value);
      else set({ state: 'no-response', progress: null, detail: answer.detail ?? null });
      // A rebuild goes on without changing the library: keep looking.
      if (answer.ok && answer.value.state === 'rebuilding') timer = setTimeout(look, PAUSE);
    };
    void look();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [version, turn]);
  return { view, again: () => setTurn((n) => n + 1) };
}
