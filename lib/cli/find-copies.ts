import { type Match, OrderedCopies } from '../copies/ordered-copies.ts';
import type { Verdict } from '../post.ts';
import type { CandidatePairs } from './candidate-pairs.ts';
import { BytesSpool } from './io/bytes-spool.ts';
import type { PostsToCompare } from './tasks/compare-posts.ts';
import { listAt, packLists } from './tasks/packed-lists.ts';
import type { PostsToPrepare, PreparedPosts } from './tasks/prepare-posts.ts';
import type { TaskRunner } from './tasks/task-runner.ts';

/** Posts of a task, at most, and their bytes. */
const TASK_POSTS = 256;
const TASK_BYTES = 1 << 20;

export interface PostsToSearch {
  /** Ids in the order of posts, and the number of each in `posts`. */
  ids: readonly string[];
  numbers: readonly number[];
  /** Each as JSON of `{ post }`. */
  posts: BytesSpool;
  /** The user's verdicts. */
  verdicts: readonly Verdict[];
  /** Posts to compare each post with; the index finds them if it is `null`. */
  pairs: CandidatePairs | null;
  /** Takes the row of each post in an export, in order; `null` if none is wanted. */
  onRow: ((row: Uint8Array) => void) | null;
}

/** Posts whose candidates are being compared. */
interface Comparing {
  task: PostsToCompare;
  matches: Promise<Match[][]>;
  /** Rank after the last of these posts. */
  end: number;
}

/**
 * Finds all copies among posts. The threads of `tasks` read the texts and compare them; this one keeps the index.
 * @param onStep called between two pieces of work with the number of posts done; it may throw to stop
 */
export async function findCopies(
  { ids, numbers, posts, verdicts, pairs, onRow }: PostsToSearch,
  tasks: TaskRunner,
  onStep: (done: number) => Promise<void> | void,
): Promise<OrderedCopies> {
  const copies = new OrderedCopies(ids, pairs ? { pairsOf: (id) => pairs.of(id) } : {});
  for (const { a, b, copy } of verdicts) copies.setVerdict(a, b, copy);
  const features = new BytesSpool();
  const comparing: Comparing[] = [];
  let decided = 0;
  const decideNext = async () => {
    const { task, matches, end } = comparing.shift() as Comparing;
    const found = await matches;
    for (let i = 0; decided < end; decided++)
      copies.decide(decided, task.ranks[i] === decided ? (found[i++] as Match[]) : []);
    await onStep(decided);
  };
  try {
    const inputs = inPieces(numbers, posts, onRow !== null);
    for await (const prepared of tasks.runEach('prepare', inputs)) {
      const task = addPosts(prepared, copies, features);
      for (let i = 0; onRow && prepared.rows && i < prepared.rows.ends.length; i++)
        onRow(listAt(prepared.rows, i));
      comparing.push({ task, matches: tasks.run('compare', task), end: features.size });
      if (comparing.length > 2 * tasks.size) await decideNext();
    }
    while (comparing.length > 0) await decideNext();
  } finally {
    features.close();
  }
  return copies;
}

function* inPieces(numbers: readonly number[], posts: BytesSpool, rows: boolean): Generator<PostsToPrepare> {
  let piece: number[] = [];
  let bytes = 0;
  for (const number of numbers) {
    piece.push(number);
    bytes += posts.lengthOf(number);
    if (piece.length < TASK_POSTS && bytes < TASK_BYTES) continue;
    yield { posts: posts.locate(piece), rows };
    piece = [];
    bytes = 0;
  }
  if (piece.length > 0) yield { posts: posts.locate(piece), rows };
}

/** Adds prepared posts; returns what is to be compared. */
function addPosts(prepared: PreparedPosts, copies: OrderedCopies, features: BytesSpool): PostsToCompare {
  const ranks: number[] = [];
  const candidates: Uint32Array[] = [];
  for (const [i, runs] of prepared.runs.entries()) {
    const own = listAt(prepared.features, i);
    const rank = features.add(new Uint8Array(own.buffer, own.byteOffset, own.byteLength));
    const identity = [prepared.identities[2 * i], prepared.identities[2 * i + 1]] as [number, number];
    const found = copies.add({ keys: listAt(prepared.keys, i), runs, identity });
    if (found.length === 0) continue;
    ranks.push(rank);
    candidates.push(Uint32Array.from(found));
  }
  const packed = packLists(candidates, Uint32Array);
  return {
    ranks: Uint32Array.from(ranks),
    candidates: packed,
    features: features.locate([...ranks, ...packed.values]),
  };
}
