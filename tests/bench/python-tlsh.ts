/** Debian's python3-tlsh, a near-duplicate tool for Python: every text has one hash, and a query compares all of them. */
import { spawnSync } from 'node:child_process';

/** Debian's own Python, which Debian's modules are installed for. */
const PYTHON = '/usr/bin/python3';

const PROGRAM = `
import json, statistics, sys, time
try:
    import tlsh
except ImportError:
    print("null")
    sys.exit()
given = json.load(sys.stdin)
hashes = [one for one in (tlsh.hash(text.encode()) for text in given["texts"]) if one]
times = []
for query in given["queries"]:
    start = time.perf_counter()
    own = tlsh.hash(query.encode())
    if not own:
        continue
    near = [other for other in hashes if tlsh.diff(own, other) <= 100]
    times.append(time.perf_counter() - start)
print(json.dumps({"query": statistics.median(times) * 1e6, "hashed": len(hashes) / len(given["texts"])}))
`;

export interface PythonTlsh {
  /** Median time of a query, in µs. */
  query: number;
  /** Share of the texts that are long enough for a hash. */
  hashed: number;
}

/** @returns `null` where it is not installed, which is said on stderr */
export function pythonTlsh(texts: readonly string[], queries: readonly string[]): PythonTlsh | null {
  const { stdout, status } = spawnSync(PYTHON, ['-c', PROGRAM], {
    input: JSON.stringify({ texts, queries }),
    encoding: 'utf8',
    maxBuffer: 2 ** 20,
  });
  const answer = status === 0 ? (JSON.parse(stdout) as PythonTlsh | null) : null;
  if (answer === null) console.error('no row beside python3-tlsh: apt-get install python3-tlsh');
  return answer;
}
