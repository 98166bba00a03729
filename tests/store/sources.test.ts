/**
 * The library says of the same posts and verdicts the same: after any history, in any order, with the worker ended in
 * between, it holds the sources and groups of a library that was filled at once, and those that `analyze` finds.
 */
import fc from 'fast-check';
import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';
import type { CopyGroup, RawPost } from '../../lib/post.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import type { PostRecord } from '../../lib/store/db/schema.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { parseExport, toImportPayload } from '../../lib/store/import/read-export.ts';
import { Library } from '../../lib/store/library.ts';
import { authorKey } from '../../lib/text/author-key.ts';
import { dump, undump } from './golden/dump.ts';
import { at, fresh, Notes, raw } from './helpers.ts';

const BASES = [
  'Harbor cranes idle while copper vessels queue past the northern breakwater until surveyors sign manifests',
  'Miners rotate turbines toward cheaper hydro valleys as autumn rainfall lifts reservoir margins across provinces',
  'Validators postponed the staking upgrade because auditors flagged withdrawal queues growing faster than exits allow',
  'Harbor cranes idle while validators postponed the staking upgrade and surveyors sign manifests under autumn rainfall',
].map((text) => text.split(' '));
const WORDS = 'quartz lantern meadow violin copper saddle anchor thimble walnut ferry glacier pepper'.split(
  ' ',
);

const text = fc
  .record({
    base: fc.nat(BASES.length - 1),
    edits: fc.array(fc.tuple(fc.nat(20), fc.nat(WORDS.length - 1)), { maxLength: 4 }),
    from: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(8) }),
    number: fc.nat(2),
  })
  .map(({ base, edits, from, number }) => {
    const words = (BASES[base] as string[]).slice(from);
    for (const [at, word] of edits) words[at % words.length] = WORDS[word] as string;
    return `${words.join(' ')} ${100 + number}`;
  });
const id = fc.nat(15).map((n) => String(10_000 + n));
/** A post keeps its time: two sightings with unlike times of one id would depend on their order. */
const hourOf = (postId: string) => (Number(postId) * 7) % 11;
const post: fc.Arbitrary<RawPost> = fc.tuple(id, text).map(([name, words]) =>
  raw(name, words, {
    postedAt: hourOf(name) === 3 ? null : at(hourOf(name)),
    postedAtSource: hourOf(name) === 3 ? null : 'id',
    author: { name: 'Ann', handle: `ann${Number(name) % 3}` },
  }),
);

async function settle(library: Library): Promise<void> {
  await expect.poll(async () => (await library.health()).state).toBe('ok');
  await library.idle();
}

async function exported(name: string, posts: 'all' | 'captures' = 'all') {
  let json = '';
  const options = { posts, generator: 'test', now: new Date(at(48)) };
  for await (const chunk of exportLibrary(new Connection(name), options)) json += chunk;
  return json;
}

/** Copy groups in an order of their own. */
const sorted = (groups: readonly CopyGroup[]) => [...groups].sort((a, b) => (a.id < b.id ? -1 : 1));

async function records(name: string): Promise<PostRecord[]> {
  return new Connection(name).withDatabase((db) => db.getAll('posts'));
}

/** The groups that `analyze` finds among the posts of a library. */
async function analyzed(name: string, wanted = (_: PostRecord) => true): Promise<CopyGroup[]> {
  const copies = new InMemoryCopies();
  for (const { a, b, copy } of await new Connection(name).withDatabase((db) => db.getAll('verdicts')))
    copies.setVerdict(a, b, copy);
  for (const one of (await records(name)).filter(wanted))
    copies.add({ ...one, author: authorKey(one.author) });
  return sorted(copies.groups());
}

/** Groups by sources, and the numbers kept beside them, agree with the posts. */
async function expectConsistent(name: string): Promise<void> {
  const posts = await records(name);
  const byId = new Map(posts.map((one) => [one.id, one]));
  const groups = await new Connection(name).withDatabase((db) => db.getAll('groups'));
  for (const { id, group, member } of posts) {
    if (member) expect([id, byId.get(member.source)?.group]).toEqual([id, group]);
    else if (group !== null) expect(groups.find((one) => one.id === group)?.root).toBe(id);
  }
  for (const { id, size, kinds } of groups) {
    const members = posts.filter(({ group }) => group === id);
    expect(members).toHaveLength(size);
    expect(size).toBeGreaterThan(1);
    for (const [kind, count] of Object.entries(kinds))
      expect([id, kind, members.filter(({ member }) => member?.kind === kind).length]).toEqual([
        id,
        kind,
        count,
      ]);
  }
}

type Step =
  | { do: 'annotate'; posts: RawPost[] }
  | { do: 'save'; post: RawPost }
  | { do: 'remove'; id: string }
  | { do: 'verdict'; a: string; b: string; copy: boolean }
  | { do: 'import'; posts: RawPost[]; undo: boolean }
  | { do: 'restart' | 'forget' | 'damage' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .array(post, { minLength: 1, maxLength: 6 })
      .map((posts): Step => ({ do: 'annotate', posts })),
  },
  { weight: 2, arbitrary: post.map((one): Step => ({ do: 'save', post: one })) },
  { weight: 2, arbitrary: id.map((one): Step => ({ do: 'remove', id: one })) },
  {
    weight: 2,
    arbitrary: fc.tuple(id, id, fc.boolean()).map(([a, b, copy]): Step => ({ do: 'verdict', a, b, copy })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.array(post, { minLength: 1, maxLength: 6 }), fc.boolean())
      .map(([posts, undo]): Step => ({ do: 'import', posts, undo })),
  },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'restart' }, { do: 'forget' }, { do: 'damage' }) },
);

/** Runs a history; gives the name of its library. */
async function run(steps: readonly Step[]): Promise<string> {
  const { name, again, clock, library: first } = fresh();
  let library = first;
  for (const [i, now] of steps.entries()) {
    clock.hour = i;
    if (now.do === 'annotate') await library.annotate(now.posts);
    else if (now.do === 'save') await library.save(now.post);
    else if (now.do === 'remove') await library.remove([now.id]);
    else if (now.do === 'verdict') await library.setVerdict(now);
    else if (now.do === 'forget') await library.deleteSeen(null);
    else if (now.do === 'import') {
      const other = fresh();
      await other.library.annotate(now.posts);
      const document = parseExport(new TextEncoder().encode(await exported(other.name)), new Date(at(48)));
      await library.importPosts(toImportPayload(document, at(48)), undefined, `import-${i}`);
      if (now.undo) await library.undoImport(`import-${i}`);
    } else {
      await library.close();
      if (now.do === 'damage') {
        const connection = new Connection(name);
        await connection.withDatabase((db) => db.delete('copyIndex', 'head'));
        await connection.close();
      }
      library = again();
    }
  }
  await library.annotate([raw('90000', 'the last post of all says quite another thing than the others do')]);
  await settle(library);
  return name;
}

describe('after any history', () => {
  test('the library has the groups, firsts and sources of `analyze`', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14, size: 'max' }), async (steps) => {
        const name = await run(steps);
        await expectConsistent(name);
        const document = JSON.parse(await exported(name)) as { copyGroups: CopyGroup[] };
        expect(sorted(document.copyGroups)).toEqual(await analyzed(name));
      }),
      { numRuns: Number(process.env.RUNS ?? 40) },
    );
  }, 300_000);
});

/** A database of version 1: groups as its engine may have made them, members without sources, no index that is readable. */
async function asVersion1(name: string): Promise<string> {
  const db = await openDB(name);
  const made = await dump(db as never);
  db.close();
  const old = `${name}-v1`;
  const count = new Map<string, number>();
  // Posts before groups, whose sizes they tell.
  const inOrder = [...made.stores].sort((a) => (a.name === 'posts' ? -1 : 0));
  const stores = inOrder.map((store) => {
    if (store.name === 'posts') {
      const records = store.records.map(([key, value], i): [unknown, unknown] => {
        const { groupKey: _, sameText: _t, ...post } = value as PostRecord;
        // Every third post is alone, the others are in two groups that mix the texts.
        const group = i % 3 === 0 ? null : `g:old${i % 2}`;
        if (group !== null) count.set(group, (count.get(group) ?? 0) + 1);
        const member = group === null ? null : { kind: 'near', score: 0.4, close: false };
        const groupKey =
          group === null ? {} : { groupKey: [group, Date.parse(post.postedAt ?? at(0)), post.id] };
        return [key, { ...post, group, member, ...groupKey }];
      });
      return { ...store, records };
    }
    if (store.name !== 'groups') return store;
    const records = [0, 1].map((n): [unknown, unknown] => {
      const id = `g:old${n}`;
      const size = count.get(id) ?? 0;
      const kinds = { exact: 0, near: size, excerpt: 0, template: 0 };
      const keys = { bySize: [-size, id], byAuthors: [-1, id], byLatest: [-Date.parse(at(0)), id] };
      return [id, { id, founder: '10001', kinds, first: null, size, authors: 1, latestAt: at(0), ...keys }];
    });
    return { ...store, records };
  });
  await undump(old, { version: 1, stores });
  return old;
}

test('a library of version 1 is converted beside the work, also when the worker dies again and again', async () => {
  const { name, library } = fresh();
  const posts = fc.sample(post, { numRuns: 120, seed: 3 }).map((one, i) => {
    const id = String(10_000 + i);
    return { ...one, id, url: `https://www.binance.com/en/square/post/${id}` };
  });
  await library.annotate(posts);
  await library.save(posts[5] as RawPost);
  await library.setNote('10005', 'mine', ['kept']);
  await library.setVerdict({ a: '10001', b: '10004', copy: false });
  await library.close();
  const old = await asVersion1(name);

  const make = () =>
    new Library({
      connection: new Connection(old),
      lossMarkerStore: new Notes(),
      now: () => new Date(at(1)),
    });
  for (let n = 0; n < 3; n++) {
    const worker = make();
    await worker.annotate([raw('90000', 'a post that has nothing to do with any other of them at all')]);
    // Annotations are answered while the conversion runs.
    expect(await worker.annotate([posts[7] as RawPost])).toHaveLength(1);
    await worker.close();
  }
  const last = make();
  await last.annotate([raw('90000', 'a post that has nothing to do with any other of them at all')]);
  await settle(last);
  const document = JSON.parse(await exported(old)) as ExportDocument;
  expect(document.complete).toBe(true);
  expect(sorted(document.copyGroups)).toEqual(await analyzed(old));
  expect(document.copyGroups.length).toBeGreaterThan(2);
  expect(document.captures.find(({ id }) => id === '10005')).toMatchObject({ note: 'mine', tags: ['kept'] });
  expect(document.verdicts).toHaveLength(1);
  await expectConsistent(old);
});

test('an export of saved posts only names sources that are in it, as `analyze` finds them there', async () => {
  const { name, library } = fresh();
  const posts = fc.sample(post, { numRuns: 60, seed: 8 }).map((one, i) => {
    const id = String(10_000 + i);
    return { ...one, id, url: `https://www.binance.com/en/square/post/${id}` };
  });
  await library.annotate(posts);
  for (const one of posts.filter((_, i) => i % 3 === 1)) await library.save(one);
  await settle(library);
  const document = JSON.parse(await exported(name, 'captures')) as ExportDocument;
  expect(sorted(document.copyGroups)).toEqual(await analyzed(name, ({ capturedAt }) => capturedAt !== null));
  expect(document.copyGroups.length).toBeGreaterThan(1);
});

test('a flood whose earliest post comes last has it as first at once, and all sources in the end', async () => {
  const { name, library, reader, clock } = fresh();
  clock.hour = 400;
  const words = (BASES[0] as string[]).join(' ');
  const flood = Array.from({ length: 300 }, (_, i) =>
    raw(String(20_000 + i), `${words} ${1000 + i} ${WORDS[i % WORDS.length]}`, {
      postedAt: at(10 + i),
      postedAtSource: 'id',
    }),
  );
  for (let i = 0; i < flood.length; i += 20) await library.annotate(flood.slice(i, i + 20));
  await library.idle();
  const [first] = await library.annotate([
    raw('10000', `${words} 999`, { postedAt: at(0), postedAtSource: 'id' }),
  ]);
  expect(first?.copy).toMatchObject({ rank: 'first', size: 301 });
  await library.idle();
  expect((await reader.groups()).rows).toMatchObject([{ first: '10000', size: 301 }]);
  await expectConsistent(name);
  const document = JSON.parse(await exported(name)) as ExportDocument;
  expect(sorted(document.copyGroups)).toEqual(await analyzed(name));
}, 120_000);
