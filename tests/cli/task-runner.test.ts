import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { TaskRunner } from '../../lib/cli/tasks/task-runner.ts';
import { folder } from './run.ts';

const TASK = { posts: '[]', path: 0, lines: true };
const programOf = (code: string): string =>
  pathToFileURL(folder({ 'program.mjs': code })('program.mjs')).href;

test('a thread that cannot start fails the tasks that wait for it, and all later ones', async () => {
  const tasks = new TaskRunner(programOf('throw new Error("cannot start");'), 2);
  tasks.start(1_000_000);
  const runs = [1, 2, 3, 4, 5].map(() => tasks.run('parse', TASK));
  for (const run of runs) await expect(run).rejects.toThrow('cannot start');
  await expect(tasks.run('parse', TASK)).rejects.toThrow('cannot start');
});

test('a thread that ends in the middle of a task fails it', async () => {
  const program = programOf(`import { parentPort } from 'node:worker_threads';
parentPort.on('message', () => { setTimeout(() => { throw new Error('ended'); }); });`);
  const tasks = new TaskRunner(program, 1);
  tasks.start(1_000_000);
  const [first, second] = [tasks.run('parse', TASK), tasks.run('parse', TASK)];
  await expect(first).rejects.toThrow('ended');
  await expect(second).rejects.toThrow('ended');
});
