import { parentPort } from 'node:worker_threads';
import { TASKS, type TaskInput, type TaskName } from './tasks.ts';

/** What a thread is asked for, and what it answers. */
export type TaskCall = { [N in TaskName]: { name: N; input: TaskInput<N> } }[TaskName];
export type TaskAnswer = { result: unknown } | { error: unknown };

/** Does the tasks that the main thread gives this one, one after the other. */
export function serveTasks(): void {
  parentPort?.on('message', async ({ name, input }: TaskCall) => {
    let answer: TaskAnswer;
    try {
      const run = TASKS[name] as (input: unknown) => unknown;
      answer = { result: await run(input) };
    } catch (error) {
      answer = { error };
    }
    parentPort?.postMessage(answer, buffersIn(answer));
  });
}

/** The memory of arrays in an answer: it is handed over instead of copied. */
function buffersIn(value: unknown, depth = 0): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 3) return [];
  return Object.values(value).flatMap((member) => buffersIn(member, depth + 1));
}
