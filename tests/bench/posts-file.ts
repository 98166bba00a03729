/**
 * `tsx tests/bench/posts-file.ts COUNT > posts.ndjson`: posts one a line for `analyze`, from the generator of the
 * labeled set: 4 % are edited copies of an earlier post. The same count gives the same posts.
 */
import { once } from 'node:events';
import { EDITS, plain, type Supply } from './copies-edits.ts';
import { type Base, base, LANGUAGES, sentence, Tongue } from './copies-texts.ts';
import { Random } from './random.ts';

const COPIES = 0.04;
/** Posts that may still be copied. */
const RECENT = 1000;
const FIRST_TIME = Date.parse('2026-01-01T00:00:00Z');
const AUTHORS = 20_000;

/** The posts as lines of NDJSON, oldest first. */
export function* postLines(count: number, seed = 1018): Generator<string> {
  const random = new Random(seed);
  const tongue = new Tongue(random);
  const edits = Object.values(EDITS);
  const recent: Base[] = [];
  for (let i = 0; i < count; i++) {
    let text: string | null = null;
    if (recent.length > 0 && random.chance(COPIES)) {
      const from = random.pick(recent);
      text = random.pick(edits)(from, supplyFor(from, random, tongue));
    }
    if (text === null) {
      const from = base(random.pick(LANGUAGES), tongue, random);
      text = plain(from);
      if (recent.length < RECENT) recent.push(from);
      else recent[random.int(RECENT)] = from;
    }
    const postedAt = new Date(FIRST_TIME + i * 1000).toISOString();
    yield JSON.stringify({ id: `p${i}`, author: `author ${random.int(AUTHORS)}`, postedAt, text });
  }
}

function supplyFor({ lang }: Base, random: Random, tongue: Tongue): Supply {
  const fresh = () => sentence(lang, tongue, random);
  const word = () => {
    const text = fresh();
    return random.pick(lang === 'zh' ? (text.match(/\p{Script=Han}/gu) ?? [text]) : text.split(/\s+/));
  };
  return { random, sentence: fresh, word };
}

if (process.argv[1]?.endsWith('posts-file.ts')) {
  for (const line of postLines(Number(process.argv[2] ?? 1000)))
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}
