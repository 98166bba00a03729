import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { BulkState, BulkWord } from '../../../../components/library/BulkStatus.tsx';
import type { BulkResult, Progress } from './bulk-edit.ts';

interface Bulk {
  now: BulkState;
  /** @param total number of posts that `work` goes through */
  run: (what: BulkWord, total: number, work: (progress: Progress) => Promise<BulkResult>) => void;
  /**
   * Runs work on posts that changes none of them, such as a report.
   * @param work resolves to what is then shown
   */
  tell: (total: number, work: (progress: Progress) => Promise<string>) => void;
  cancel: () => void;
  undo: () => void;
  dismiss: () => void;
}

/** How long it is shown that something was undone, in ms. */
const UNDONE_SHOWN = 6_000;

/** Runs one change of posts at a time, and keeps the last one's undo. */
export function useBulkRunner(): Bulk {
  const [now, set] = useState<BulkState>({ state: 'idle' });
  const abort = useRef<AbortController | null>(null);
  const takeBack = useRef<BulkResult['undo']>(null);
  /** Number of posts that the last change changed. */
  const changed = useRef(0);
  useEffect(() => () => abort.current?.abort(), []);
  useEffect(() => {
    // There is nothing left to do about it.
    if (now.state !== 'undone') return;
    const timer = setTimeout(() => set({ state: 'idle' }), UNDONE_SHOWN);
    return () => clearTimeout(timer);
  }, [now]);

  async function start<T>(total: number, work: (progress: Progress) => Promise<T>) {
    const controller = new AbortController();
    abort.current = controller;
    const onProgress = (done: number) => set({ state: 'running', done, total });
    onProgress(0);
    const result = await work({ signal: controller.signal, onProgress });
    return { result, cancelled: controller.signal.aborted };
  }
  const fail = (detail: string) => set({ state: 'failed', detail, canUndo: takeBack.current !== null });
  const failWith = (error: unknown) => fail(error instanceof Error ? error.message : String(error));

  return {
    now,
    run(what, total, work) {
      if (now.state === 'running') return;
      takeBack.current = null;
      start(total, work).then(({ result: { count, failure, undo }, cancelled }) => {
        takeBack.current = undo;
        changed.current = count;
        if (failure !== null) fail(failure);
        else set({ state: 'done', what, count, cancelled, canUndo: undo !== null });
      }, failWith);
    },
    tell(total, work) {
      if (now.state === 'running') return;
      takeBack.current = null;
      start(total, work).then(
        ({ result: text }) => set({ state: 'told', text }),
        (error) => (abort.current?.signal.aborted ? set({ state: 'idle' }) : failWith(error)),
      );
    },
    cancel: () => abort.current?.abort(),
    undo() {
      const undo = takeBack.current;
      if ((now.state !== 'done' && now.state !== 'failed') || !undo) return;
      const count = changed.current;
      // An undo that fails can be tried again.
      start(count, undo).then(() => {
        takeBack.current = null;
        set({ state: 'undone', count });
      }, failWith);
    },
    dismiss: () => set({ state: 'idle' }),
  };
}

const BulkContext = createContext<Bulk | null>(null);

/** Makes the page's runner known to its views. */
export const BulkProvider = BulkContext.Provider;

/** The page's runner. */
export function useBulk(): Bulk {
  const bulk = useContext(BulkContext);
  if (!bulk) throw new Error('no BulkProvider');
  return bulk;
}
