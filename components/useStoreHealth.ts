import { useEffect, useState } from 'preact/hooks';
import type { StoreHealth } from '../lib/messages.ts';
import type { HealthBannerProps, HealthView } from './HealthBanner.tsx';

type View = Pick<HealthBannerProps, 'state' | 'progress' | 'detail'>;

/** Interval, in ms, between two checks during a rebuild. */
const PAUSE = 500;

/**
 * State of the store: as the background reports it or, if the database cannot be opened here, as the local
 * check finds it.
 * @param ask requests the state from the background
 * @param own the local check; `null` if it finds no problem
 * @param version checked again when it changes
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
    const poll = async () => {
      const [answer, found] = await Promise.all([ask(), localCheck()]);
      if (!current) return;
      if (found) set({ ...found, progress: null });
      else if (answer.ok) set(answer.value);
      else set({ state: 'no-response', progress: null, detail: answer.detail ?? null });
      // A rebuild does not change the library, so no event announces its end: check again.
      if (answer.ok && answer.value.state === 'rebuilding') timer = setTimeout(poll, PAUSE);
    };
    void poll();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [version, turn]);
  return { view, again: () => setTurn((n) => n + 1) };
}
