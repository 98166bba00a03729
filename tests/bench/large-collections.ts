/**
 * `tsx tests/bench/large-collections.ts COUNT [FOLDER]`: time and memory of each step of docs/large-collections.md for
 * COUNT posts of the generator: `analyze`, the search for copies in DuckDB, and `verify`. It fails unless both ways give
 * the same export. The files need about 8 kB a post; they stay in FOLDER, or are deleted if none is given.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  closeSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { CLI_FOLDER, setup } from '../setup/cli.ts';
import { postLines } from './posts-file.ts';

/** Memory that DuckDB may take. With less than about 10 kB a post it ends with an error. */
const DUCKDB_MEMORY = '12GB';
/** Argument with which this file runs the join in a process of its own. */
const FIND_PAIRS = '--find-pairs';

/** Lets a process tell at its end what it used. */
const REPORT = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => writeSync(3, JSON.stringify(process.resourceUsage())));
`)}`;

interface Usage {
  wall: number;
  cpu: number;
  megabytes: number;
}

/** Runs Node, and measures the process. */
async function measured(...args: string[]): Promise<Usage> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', REPORT, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  const [report, [code]] = await Promise.all([
    text(child.stdio[3] as NodeJS.ReadableStream),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(`${args.join(' ')}: exit code ${code}`);
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(report) as NodeJS.ResourceUsage;
  return {
    wall: (performance.now() - start) / 1000,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1024,
  };
}

function writePosts(path: string, count: number): void {
  const file = openSync(path, 'w');
  let lines = '';
  for (const line of postLines(count)) {
    lines += `${line}\n`;
    if (lines.length < 1 << 20) continue;
    writeSync(file, lines);
    lines = '';
  }
  writeSync(file, lines);
  closeSync(file);
}

/** Runs docs/candidate-pairs.sql. */
async function findPairs(keys: string, pairs: string): Promise<void> {
  const sql = readFileSync('docs/candidate-pairs.sql', 'utf8').replace("'keys.csv'", `'${keys}'`);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: DUCKDB_MEMORY,
    preserve_insertion_order: 'false',
    temp_directory: `${pairs}.tmp`,
  });
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${pairs}'`);
  connection.closeSync();
  instance.closeSync();
}

/** Hash of all lines of an export but the first, which has the time of the export, and the last, which covers it. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  let held: string | null = null;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: 0 })) {
    if (held !== null) hash.update(`${held}\n`);
    held = number++ === 0 ? null : line;
  }
  return hash.digest('hex');
}

async function run(count: number, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const at = (name: string) => join(folder, name);
  const [posts, keys, pairs, plain, paired] = [
    'posts.ndjson',
    'keys.csv',
    'pairs.csv',
    'plain.json',
    'paired.json',
  ].map(at) as [string, string, string, string, string];
  await setup();
  writePosts(posts, count);
  const program = (name: string) => resolve(CLI_FOLDER, `${name}.mjs`);
  const steps: [name: string, written: string, args: string[]][] = [
    ['`analyze`', plain, [program('analyze'), '--out', plain, posts]],
    ['`analyze --keys`', keys, [program('analyze'), '--keys', '--out', keys, posts]],
    ['DuckDB', pairs, ['--import', 'tsx', fileURLToPath(import.meta.url), FIND_PAIRS, keys, pairs]],
    ['`analyze --pairs`', paired, [program('analyze'), '--pairs', pairs, '--out', paired, posts]],
    ['`verify`', plain, [program('verify'), plain]],
  ];
  console.log(`${count} posts, ${Math.round(statSync(posts).size / 1e6)} MB\n`);
  console.log(
    '| step | time | processor time | peak memory | file | load of the machine |\n|---|---|---|---|---|---|',
  );
  for (const [name, written, args] of steps) {
    const { wall, cpu, megabytes } = await measured(...args);
    const size = Math.round(statSync(written).size / 1e6);
    const figures = [
      `${wall.toFixed(0)} s`,
      `${cpu.toFixed(0)} s`,
      `${megabytes.toFixed(0)} MB`,
      `${size} MB`,
    ];
    console.log(`| ${[name, ...figures, loadavg()[0]?.toFixed(1)].join(' | ')} |`);
  }
  if ((await hashOf(plain)) !== (await hashOf(paired))) throw new Error('the two exports differ');
  console.log('\nBoth exports are equal.');
}

const [first, second, third] = process.argv.slice(2);
if (first === FIND_PAIRS) await findPairs(second as string, third as string);
else {
  const folder = second ?? mkdtempSync(join(tmpdir(), 'feedglass-bench-'));
  try {
    await run(Number(first ?? 10_000), folder);
  } finally {
    if (second === undefined) rmSync(folder, { recursive: true });
  }
}
