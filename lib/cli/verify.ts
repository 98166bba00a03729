/**
 * `npm run --silent verify -- FILE…`: checks exports. Each must be a valid document, its hashes must match its content,
 * and every claim that a post repeats another is computed again from the two texts. What does not hold is named with
 * its place in the document. The exit code is 1 if anything is wrong.
 */
import { isMainThread } from 'node:worker_threads';
import type { ImportDocument } from '../store/import/read-export.ts';
import { type ClaimPost, ClaimPosts } from '../store/verify/claim-posts.ts';
import type { FindSources } from '../store/verify/find-sources.ts';
import { type Verification, verifyParts } from '../store/verify/verify-export.ts';
import { findCopies } from './find-copies.ts';
import { showProgress, step } from './io/progress.ts';
import { STDIN } from './io/read-lines.ts';
import { Spool } from './io/spool.ts';
import { readExportFile, sizeOf } from './read-input.ts';
import { runProgram } from './run-program.ts';
import { sha256 } from './sha256.ts';
import { serveTasks } from './tasks/serve-tasks.ts';
import { TaskRunner, usualThreads } from './tasks/task-runner.ts';

const USAGE = `usage: npm run --silent verify -- [options] FILE…
Checks Feedglass exports (.json, or .ndjson from the library; packed with gzip or not; - for standard input) of any size.
Each file must be a valid document. It checks:
  hashes   of each record, and of the whole document: every value, the number and order of records, groups, tables
  times    the bounds of publication, from id, label and sighting
  copies   source, kind, score, order, first and members of each group, computed again from the texts
What does not hold is named on stderr with its place in the document.
Not checked: whether the site showed these texts, authors, counters and times. Roles of tickers, and tables, are checked
only by the hash. A hash finds changes, but whoever changes a file on purpose can compute a new one.
Texts are kept in a temporary file, not in memory; TMPDIR sets its folder.
Options:
  --progress       show progress even if standard error is not a terminal
  --help, -h       show this text
Exit code: 0 everything holds, 1 something does not, 2 wrong arguments, 130 stopped with Ctrl+C.`;

const OPTIONS = { progress: 'boolean' } as const;

const main: Parameters<typeof runProgram<typeof OPTIONS>>[2] = async (paths, options, reportError) => {
  if (options.progress) showProgress();
  const tasks = new TaskRunner(import.meta.url, usualThreads());
  for (const path of paths) {
    const name = path === STDIN ? 'standard input' : path;
    try {
      const found = await verifyFile(path, tasks);
      for (const { path: place, message } of found.faults) reportError(name, `${place}: ${message}`);
      if (found.faults.length === 0) console.log(`${name}: ${summary(found)}`);
    } catch (error) {
      reportError(name, error instanceof Error ? error.message : String(error));
    }
  }
  tasks.close();
};

if (isMainThread) await runProgram(USAGE, OPTIONS, main);
else serveTasks();

async function verifyFile(path: string, tasks: TaskRunner): Promise<Verification> {
  const spool = new Spool<{ post: ClaimPost }>();
  const posts = new ClaimPosts({
    add: (post) => spool.add({ post }),
    get: (number) => spool.get(number).post,
  });
  const findSources: FindSources = async (_, verdicts, onDone) => {
    const { ids, numbers } = posts.inOrder();
    tasks.start(ids.length);
    const copies = await findCopies(
      { ids, numbers, posts: spool.bytes, verdicts, pairs: null, onRow: null },
      tasks,
      (done) => onDone(done, ids.length),
    );
    return (id) => copies.sourceOf(id);
  };
  const onStep = (name: string, done: number, total: number) => step(name, done / total, done);
  try {
    return await verifyParts(read(path), { posts, findSources, hash: sha256, onStep });
  } finally {
    spool.close();
  }
}

async function* read(path: string): AsyncGenerator<ImportDocument> {
  const size = sizeOf(path);
  let bytes = 0;
  let count = 0;
  const onBytes = (more: number) => {
    bytes += more;
  };
  for await (const part of readExportFile(path, onBytes)) {
    count += part.captures.length;
    yield part;
    await step('reading', size === null ? null : bytes / size, count);
  }
}

function summary({ posts, claims, unchecked, hash }: Verification): string {
  const parts = [
    `${counted(posts, 'record')}, all as exported`,
    `${counted(claims, 'copy claim')}, all hold`,
  ];
  if (unchecked > 0) parts.push(`${counted(unchecked, 'copy claim')} not checked: no source in the file`);
  if (hash === null) parts.push('no hash of the whole document: its order and tables are not checked');
  return parts.join('; ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
