/** What a page's main thread did, from a trace of the browser. Times are of the processor: other work does not count. */
import type { CDPSession } from 'playwright-core';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Start, in µs. */
  ts: number;
  /** Length, in µs. */
  dur?: number;
  /** Of it on the processor, in µs. */
  tdur?: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8.execute'];
/** Events in which scripts run; the outermost ones hold all others. */
const SCRIPT = new Set([
  ...['FunctionCall', 'EvaluateScript', 'v8.compile', 'v8.run', 'RunMicrotasks', 'EventDispatch'],
  ...['TimerFire', 'FireIdleCallback', 'FireAnimationFrame'],
]);
const LONG = 50_000;

export interface Work {
  /** ms in scripts, in style and layout, and in all tasks. */
  script: number;
  styleAndLayout: number;
  tasks: number;
  layouts: number;
  styles: number;
  /** Layouts, and recalculations of style, that a script waited for. */
  forcedLayouts: number;
  forcedStyles: number;
  longTasks: number;
}

/** Traces what happens during `work`, which loads a page. */
export async function traced(session: CDPSession, work: () => Promise<void>): Promise<Work> {
  const events: TraceEvent[] = [];
  const take = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', take);
  try {
    await session.send('Tracing.start', { transferMode: 'ReportEvents', categories: CATEGORIES.join() });
    await work();
    const done = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await done;
  } finally {
    session.off('Tracing.dataCollected', take);
  }
  return workIn(mainThread(events));
}

/** The events of the thread that loaded the page, in order, the longer of two that begin together first. */
function mainThread(events: readonly TraceEvent[]): TraceEvent[] {
  const parsed = new Map<string, number>();
  for (const { name, pid, tid } of events) {
    if (name === 'ParseHTML') parsed.set(`${pid}/${tid}`, (parsed.get(`${pid}/${tid}`) ?? 0) + 1);
  }
  const [main] = [...parsed].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (main === undefined) throw new Error('the trace has no page in it');
  return events
    .filter(({ ph, pid, tid }) => ph === 'X' && `${pid}/${tid}` === main)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
}

function workIn(events: readonly TraceEvent[]): Work {
  const work: Work = {
    ...{ script: 0, styleAndLayout: 0, tasks: 0, layouts: 0, styles: 0 },
    ...{ forcedLayouts: 0, forcedStyles: 0, longTasks: 0 },
  };
  let scriptEnds = 0;
  for (const { name, ts, dur = 0, tdur = 0 } of events) {
    const inScript = ts < scriptEnds;
    if (name === 'RunTask') {
      work.tasks += tdur / 1000;
      if (tdur > LONG) work.longTasks++;
    } else if (SCRIPT.has(name) && !inScript) {
      work.script += tdur / 1000;
      scriptEnds = ts + dur;
    } else if (name === 'Layout' || name === 'UpdateLayoutTree') {
      work.styleAndLayout += tdur / 1000;
      const layout = name === 'Layout';
      if (layout) work.layouts++;
      else work.styles++;
      if (inScript && layout) work.forcedLayouts++;
      if (inScript && !layout) work.forcedStyles++;
    }
  }
  return work;
}
