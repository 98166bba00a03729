import type { Identity, Link } from './posting-segment.ts';

/** One change of the posting lists. */
export type Change =
  | { kind: 'add'; id: string; time: number; identity: Identity; runs: number; keys: number }
  | { kind: 'key' | 'removeFrom'; key: number; number: number }
  | { kind: 'bury'; number: number }
  | { kind: 'flag'; number: number; flag: number; on: boolean }
  | { kind: 'link'; number: number; link: Link | null }
  | { kind: 'qualified'; number: number; qualified: number }
  | { kind: 'dropEmpty' };

/** Changes in order, as flat data: few large values are read much faster than thousands of small ones. */
export interface LoggedChanges {
  /** Per change: its code, then its numbers. */
  numbers: Uint32Array;
  /** Ids of the added posts, in order. */
  ids: string[];
}

const CODE = {
  add: 0,
  key: 1,
  removeFrom: 2,
  bury: 3,
  flag: 4,
  link: 5,
  qualified: 6,
  dropEmpty: 7,
} as const;

/** Collects changes of the posting lists. */
export class IndexLog {
  #numbers: number[] = [];
  #ids: string[] = [];

  add(id: string, time: number, [first, second]: Identity, runs: number, keys: number): void {
    this.#ids.push(id);
    const [low, high] = halvesOf(time);
    this.#numbers.push(CODE.add, low, high, first, second, runs, keys);
  }

  key(key: number, number: number): void {
    this.#numbers.push(CODE.key, key, number);
  }

  removeFrom(key: number, number: number): void {
    this.#numbers.push(CODE.removeFrom, key, number);
  }

  bury(number: number): void {
    this.#numbers.push(CODE.bury, number);
  }

  flag(number: number, flag: number, on: boolean): void {
    this.#numbers.push(CODE.flag, number, flag, Number(on));
  }

  link(number: number, link: Link | null): void {
    // No source is number 0, as in the segments.
    this.#numbers.push(CODE.link, number, link ? link.source + 1 : 0, link?.kind ?? 0, link?.score ?? 0);
  }

  qualified(number: number, qualified: number): void {
    this.#numbers.push(CODE.qualified, number, qualified);
  }

  dropEmpty(): void {
    this.#numbers.push(CODE.dropEmpty);
  }

  /** What was collected since the last call. */
  take(): LoggedChanges {
    const taken = { numbers: Uint32Array.from(this.#numbers), ids: this.#ids };
    this.#numbers = [];
    this.#ids = [];
    return taken;
  }
}

/**
 * The changes of a log, one after the other.
 * @throws RangeError for a log that is damaged.
 */
export function* readLog({ numbers, ids }: LoggedChanges): Generator<Change> {
  let at = 0;
  let added = 0;
  const next = (): number => {
    const number = numbers[at++];
    if (number === undefined) throw new RangeError('a log of the copy index ends early');
    return number;
  };
  while (at < numbers.length) {
    const code = next();
    switch (code) {
      case CODE.add: {
        const id = ids[added++];
        if (id === undefined) throw new RangeError('a log of the copy index lacks an id');
        const time = fromHalves(next(), next());
        yield { kind: 'add', id, time, identity: [next(), next()], runs: next(), keys: next() };
        break;
      }
      case CODE.key:
        yield { kind: 'key', key: next(), number: next() };
        break;
      case CODE.removeFrom:
        yield { kind: 'removeFrom', key: next(), number: next() };
        break;
      case CODE.bury:
        yield { kind: 'bury', number: next() };
        break;
      case CODE.flag:
        yield { kind: 'flag', number: next(), flag: next(), on: next() === 1 };
        break;
      case CODE.link: {
        const [number, source, kind, score] = [next(), next(), next(), next()];
        yield { kind: 'link', number, link: source === 0 ? null : { source: source - 1, kind, score } };
        break;
      }
      case CODE.qualified:
        yield { kind: 'qualified', number: next(), qualified: next() };
        break;
      case CODE.dropEmpty:
        yield { kind: 'dropEmpty' };
        break;
      default:
        throw new RangeError(`a log of the copy index has an unknown change ${code}`);
    }
  }
}

const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);

function halvesOf(number: number): [number, number] {
  float[0] = number;
  return [halves[0] as number, halves[1] as number];
}

function fromHalves(low: number, high: number): number {
  halves[0] = low;
  halves[1] = high;
  return float[0] as number;
}
