import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { TaskAnswer } from './serve-tasks.ts';
import { TASKS, type TaskInput, type TaskName, type TaskResult } from './tasks.ts';

/** With fewer posts threads are not worth their start. */
const MIN_POSTS = 3000;
/** More threads wait for the main one. */
const MAX_THREADS = 8;

/** Number of threads besides the main one: one for each processor; none if there is only one. */
export function usualThreads(): number {
  const processors = availableParallelism();
  return processors === 1 ? 0 : Math.min(MAX_THREADS, processors);
}

interface Call {
  name: TaskName;
  input: unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Runs tasks in threads, or in this one until threads are started. The results are the same. */
export class TaskRunner {
  readonly #program: string | null;
  readonly #threads: number;
  readonly #workers: Worker[] = [];
  readonly #idle: Worker[] = [];
  readonly #waiting: Call[] = [];
  readonly #running = new Map<Worker, Call>();
  /** Why a thread ended; no task is done after that. */
  #failure: { error: unknown } | null = null;

  /**
   * @param program address of the module that calls `serveTasks` where it is not the main thread; `null`: no threads
   * @param threads how many besides the main one
   */
  constructor(program: string | null = null, threads = 0) {
    this.#program = program;
    this.#threads = program === null ? 0 : threads;
  }

  /** Number of tasks that keep all threads busy. */
  get size(): number {
    return Math.max(1, this.#workers.length);
  }

  /** Starts the threads if there are posts enough for them. */
  start(posts: number): void {
    if (posts < MIN_POSTS || this.#program === null || this.#workers.length > 0) return;
    for (let i = 0; i < this.#threads; i++) {
      const worker = startWorker(this.#program);
      worker.unref();
      worker.on('message', (answer: TaskAnswer) => this.#finish(worker, answer));
      worker.on('error', (error) => this.#fail(error));
      this.#workers.push(worker);
      this.#idle.push(worker);
    }
  }

  /** Does a task. @throws what the task throws, or why a thread ended */
  async run<N extends TaskName>(name: N, input: TaskInput<N>): Promise<TaskResult<N>> {
    if (this.#failure) throw this.#failure.error;
    if (this.#workers.length === 0) {
      const task = TASKS[name] as (input: TaskInput<N>) => Promise<TaskResult<N>>;
      return task(input);
    }
    const result = new Promise<unknown>((resolve, reject) => {
      this.#waiting.push({ name, input, resolve, reject });
    });
    // Who waits for an earlier task may never ask for this one.
    result.catch(() => {});
    this.#next();
    return result as Promise<TaskResult<N>>;
  }

  /**
   * Does a task for each input, several at a time.
   * @returns the results in the order of the inputs
   */
  async *runEach<N extends TaskName>(name: N, inputs: Iterable<TaskInput<N>>): AsyncGenerator<TaskResult<N>> {
    const begun: Promise<TaskResult<N>>[] = [];
    for (const input of inputs) {
      begun.push(this.run(name, input));
      if (begun.length > 2 * this.#workers.length) yield await (begun.shift() as Promise<TaskResult<N>>);
    }
    for (const result of begun) yield await result;
  }

  /** A thread that ended (its module cannot be loaded, its memory is full) answers no more: nothing may wait for it. */
  #fail(error: unknown): void {
    this.#failure = { error };
    for (const call of [...this.#running.values(), ...this.#waiting.splice(0)]) call.reject(error);
    this.#running.clear();
    this.close();
  }

  /** Ends the threads. */
  close(): void {
    for (const worker of this.#workers.splice(0)) void worker.terminate();
    this.#idle.length = 0;
  }

  #next(): void {
    while (this.#idle.length > 0 && this.#waiting.length > 0) {
      const worker = this.#idle.pop() as Worker;
      const call = this.#waiting.shift() as Call;
      this.#running.set(worker, call);
      // The process lives as long as a task runs, and no longer.
      worker.ref();
      worker.postMessage({ name: call.name, input: call.input });
    }
  }

  #finish(worker: Worker, answer: TaskAnswer): void {
    const call = this.#running.get(worker);
    if (!call) return;
    this.#running.delete(worker);
    worker.unref();
    if ('error' in answer) call.reject(answer.error);
    else call.resolve(answer.result);
    this.#idle.push(worker);
    this.#next();
  }
}

/** A thread that runs a module; the main thread may run TypeScript by tsx, which must then be set up in the thread too. */
function startWorker(program: string): Worker {
  if (!program.endsWith('.ts')) return new Worker(new URL(program));
  const [tsx, module] = [import.meta.resolve('tsx/esm/api'), program].map((url) => JSON.stringify(url));
  return new Worker(`import(${tsx}).then(({ register }) => { register(); return import(${module}); })`, {
    eval: true,
    execArgv: [],
  });
}
