import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CopyIndex, type IndexChange, type IndexPart } from '../../lib/copies/copy-index.ts';
import { extractFeatures, type TextFeatures } from '../../lib/copies/fingerprint/text-features.ts';
import { labelledSet } from '../bench/copies-set.ts';

const set = labelledSet(7, 400, { sources: 40, real: false });
const posts = [...set.sources, ...set.background, ...set.variants];
const sketches = new Map(posts.map(({ id, text }): [string, TextFeatures] => [id, extractFeatures(text)]));

function ask(index: CopyIndex, asked: TextFeatures) {
  const others = index.candidates(asked).map((c) => ({ ...c, sketch: sketches.get(c.id) as TextFeatures }));
  return { others, found: index.compare(asked, others) };
}

function add(index: CopyIndex, id: string): IndexChange {
  const asked = sketches.get(id) as TextFeatures;
  const { others, found } = ask(index, asked);
  return index.insert(id, asked, others, found);
}

/** All state in a few bytes. */
function state(index: CopyIndex): string {
  const hash = createHash('sha1');
  for (const { name, revision, value } of index.snapshot()) {
    hash.update(`${name} ${revision}`);
    for (const [key, array] of Object.entries(value)) {
      hash.update(typeof array === 'number' ? `${key} ${array}` : new Uint8Array(array.buffer));
    }
  }
  return hash.digest('hex');
}

describe('snapshot and restore', () => {
  test('a snapshot at any point of a history gives the same index', () => {
    const step = fc.record({ at: fc.nat(posts.length - 1), remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(60), (steps, cut) => {
        const index = new CopyIndex();
        let parts: IndexPart[] = [];
        const tail: IndexChange[] = [];
        steps.forEach(({ at, remove }, i) => {
          if (i === cut) parts = structuredClone(index.snapshot());
          const { id } = posts[at] as (typeof posts)[number];
          const change = remove ? index.remove(id) : add(index, id);
          if (i >= cut) tail.push(structuredClone(change));
        });
        if (cut >= steps.length) parts = structuredClone(index.snapshot());
        expect(state(CopyIndex.restore(parts, tail))).toBe(state(index));
      }),
      { numRuns: 30 },
    );
  });

  test('only changed parts have a new revision', () => {
    const index = new CopyIndex();
    for (const { id } of posts) add(index, id);
    const before = new Map(index.snapshot().map((part) => [part.name, part.revision]));
    index.remove((posts[0] as { id: string }).id);
    const changed = index.snapshot().filter((part) => part.revision !== before.get(part.name));
    expect(changed.map((part) => part.name)).toEqual(['counts', 'segment-0']);
  });

  test('restoring does not copy the arrays', () => {
    const index = new CopyIndex();
    for (const { id } of posts.slice(0, 50)) add(index, id);
    const parts = structuredClone(index.snapshot());
    const again = CopyIndex.restore(parts);
    expect(state(again)).toBe(state(index));
    expect(again.snapshot().every((part, i) => part.value === (parts[i] as IndexPart).value)).toBe(true);
  });
});

describe('removal', () => {
  test('a removed post is never a candidate again', () => {
    const index = new CopyIndex();
    for (const { id } of posts) add(index, id);
    const gone = posts.filter((_, i) => i % 3 === 0);
    for (const { id } of gone) index.remove(id);
    expect(index.size).toBe(posts.length - gone.length);
    for (const { id } of gone) {
      expect(index.has(id)).toBe(false);
      expect(index.candidates(sketches.get(id) as TextFeatures).map((c) => c.id)).not.toContain(id);
    }
  });

  test('removing an unknown post changes nothing', () => {
    const index = new CopyIndex();
    for (const { id } of posts.slice(0, 20)) add(index, id);
    index.remove('nobody');
    expect(index.size).toBe(20);
  });

  test('a post added several times is indexed once', () => {
    const index = new CopyIndex();
    const { id } = posts[0] as { id: string };
    for (let i = 0; i < 600; i++) add(index, id);
    expect(index.size).toBe(1);
    expect(index.candidates(sketches.get(id) as TextFeatures).map((c) => c.id)).toEqual([id]);
  });
});

describe('ids', () => {
  const ids = ['330020877222706', `text:${'0af3'.repeat(8)}`, '__proto__', 'пост-1', '', '长'.repeat(50)];

  test('any string is an id', () => {
    const index = new CopyIndex();
    for (const [i, id] of ids.entries()) {
      index.insert(id, sketches.get((posts[i] as { id: string }).id) as TextFeatures);
    }
    for (const id of ids) expect(index.has(id)).toBe(true);
    ids.forEach((id, i) => {
      const asked = sketches.get((posts[i] as { id: string }).id) as TextFeatures;
      expect(index.candidates(asked).map((c) => c.id)).toContain(id);
    });
    expect(index.has('330020877222707')).toBe(false);
  });
});

test('posts in a mostly deleted segment are reported, and indexing them again frees it', () => {
  const index = new CopyIndex();
  const words = (n: number) =>
    Array.from({ length: 40 }, (_, k) => `v${(n * 7919 + k * 104729) % 99991}`).join(' ');
  for (let i = 0; i < 900; i++) index.insert(`p${i}`, extractFeatures(words(i)));
  expect(index.idsToReindex(100)).toEqual([]);
  for (let i = 0; i < 500; i++) if (i % 9 > 0) index.remove(`p${i}`);
  const tired = index.idsToReindex(1000);
  expect(tired.length).toBeGreaterThan(20);
  for (const id of tired) index.insert(id, extractFeatures(words(Number(id.slice(1)))));
  expect(index.idsToReindex(1000)).toEqual([]);
  expect(index.snapshot().map((part) => part.name)).toEqual(['counts', 'segment-1']);
  expect(index.candidates(extractFeatures(words(9)))[0]?.id).toBe('p9');
});

test('full segments are followed by new ones and dropped when all their posts are deleted', () => {
  const index = new CopyIndex();
  const words = (n: number) =>
    Array.from({ length: 40 }, (_, k) => `w${(n * 7919 + k * 104729) % 99991}`).join(' ');
  for (let i = 0; i < 1500; i++) index.insert(`p${i}`, extractFeatures(words(i)));
  const names = index.snapshot().map((part) => part.name);
  expect(names).toEqual(['counts', 'segment-0', 'segment-1']);
  for (const i of [0, 700, 1499]) expect(index.candidates(extractFeatures(words(i)))[0]?.id).toBe(`p${i}`);
  for (let i = 0; i < 800; i++) index.remove(`p${i}`);
  expect(index.snapshot().map((part) => part.name)).toEqual(['counts', 'segment-1']);
  const again = CopyIndex.restore(structuredClone(index.snapshot()));
  expect(again.candidates(extractFeatures(words(1499)))[0]?.id).toBe('p1499');
  expect(again.size).toBe(700);
});
