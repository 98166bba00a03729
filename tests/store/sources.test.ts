/**
 * The library says of the same posts and verdicts the same: after any history, in any order, with the worker ended in
 * between, it holds the sources and groups of a library that was filled at once, and those that `analyze` finds.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InMemoryCopies } from '../../lib/copies/in-memory-copies.ts';
import type { CopyGroup, RawPost } from '../../lib/post.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import type { PostRecord } from '../../lib/store/db/schema.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { parseExport, toImportPayload } from '../../lib/store/import/read-export.ts';
import type { Library } from '../../lib/store/library.ts';
import { authorKey } from '../../lib/text/author-key.ts';
import { at, fresh, raw } from './helpers.ts';

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
