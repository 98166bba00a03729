import type { Limits } from '../limits.ts';
import { MIN_SHARED, threshold } from './candidate-search.ts';
import { grown } from './grow-array.ts';
import type { IndexKeys } from './index-keys.ts';
import { VoteTable } from './vote-table.ts';

/** Share of the slots that are taken before the table grows. */
const MAX_LOAD = 0.6;
const FIRST_SLOTS = 2 ** 16;
/** Of a slot's value: the rest names a list of posts, not a post. */
const LIST = 0x80000000;

/**
 * Which posts are worth comparing with one, for posts that come in the order of posts: each is named by its rank in it.
 * The answers are those of `CandidateSearch`; as no earlier post comes later, a key needs to know only the first posts that hold it.
 */
export class OrderedIndex {
  readonly #limits: Limits;
  readonly #votes = new VoteTable();
  /** In twos: a key, and the rank of its only holder + 1 or the number of its list; 0 in an empty slot. */
  #slots = new Uint32Array(2 * FIRST_SLOTS);
  #shift = 32 - Math.log2(FIRST_SLOTS);
  #taken = 0;
  /** Lists of the first holders, each `head` long: ranks + 1, then zeros. */
  #lists = new Uint32Array(1024);
  #listed = 0;
  /** Of each post, the number of its keys that are word runs. */
  #runs = new Uint16Array(1024);

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Ranks of the posts to compare a later one with, the likeliest first. */
  earlier({ keys, runs }: IndexKeys): number[] {
    const votes = this.#votes;
    votes.clear();
    for (let i = 0; i < keys.length; i++) this.#vote(keys[i] as number);
    const ranked: { rank: number; votes: number; least: number }[] = [];
    votes.forEach((rank, count) => {
      if (count < MIN_SHARED && count < runs) return;
      const own = this.#runs[rank] as number;
      if (count >= threshold(runs, own)) ranked.push({ rank, votes: count, least: Math.min(runs, own) || 1 });
    });
    if (ranked.length > 1) ranked.sort((a, b) => b.votes - a.votes || a.least - b.least || a.rank - b.rank);
    return ranked.slice(0, this.#limits.candidates).map(({ rank }) => rank);
  }

  /** Make a post found by its keys; its rank is above that of all before. */
  add(rank: number, { keys, runs }: IndexKeys): void {
    if (rank >= this.#runs.length) this.#runs = grown(this.#runs, rank + 1);
    this.#runs[rank] = Math.min(runs, 0xffff);
    if (2 * (this.#taken + keys.length) > MAX_LOAD * this.#slots.length) this.#grow();
    for (let i = 0; i < keys.length; i++) this.#put(keys[i] as number, rank + 1);
  }

  #vote(key: number): void {
    const value = this.#slots[this.#slotOf(key) + 1] as number;
    if (value === 0) return;
    if (value < LIST) {
      this.#votes.add(value - 1);
      return;
    }
    const { head } = this.#limits;
    const start = (value - LIST) * head;
    for (let at = start; at < start + head && this.#lists[at] !== 0; at++)
      this.#votes.add((this.#lists[at] as number) - 1);
  }

  #put(key: number, holder: number): void {
    const { head } = this.#limits;
    const at = this.#slotOf(key);
    const value = this.#slots[at + 1] as number;
    if (value === 0) {
      this.#slots[at] = key;
      this.#slots[at + 1] = holder;
      this.#taken++;
    } else if (value < LIST) {
      if (head < 2) return;
      const start = this.#listed * head;
      if (start + head > this.#lists.length) this.#lists = grown(this.#lists, start + head);
      this.#lists[start] = value;
      this.#lists[start + 1] = holder;
      this.#slots[at + 1] = LIST + this.#listed++;
    } else {
      const start = (value - LIST) * head;
      for (let i = start; i < start + head; i++) {
        if (this.#lists[i] !== 0) continue;
        this.#lists[i] = holder;
        break;
      }
    }
  }

  /** The slot of a key, or the empty one where it belongs. */
  #slotOf(key: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = 2 * (Math.imul(key, 0x9e3779b1) >>> this.#shift);
    while (slots[at + 1] !== 0 && slots[at] !== key) at = (at + 2) & mask;
    return at;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(2 * old.length);
    this.#shift--;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      const at = this.#slotOf(old[from] as number);
      this.#slots[at] = old[from] as number;
      this.#slots[at + 1] = old[from + 1] as number;
    }
  }
}
