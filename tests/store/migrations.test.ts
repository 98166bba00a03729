import { openDB } from 'idb';
import { describe, expect, test } from 'vitest';
import { Connection } from '../../lib/store/db/connection.ts';
import { migrate, VERSION } from '../../lib/store/db/migrations.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { type Dump, dump, undump } from './golden/dump.ts';
import v1 from './golden/v1.json' with { type: 'json' };
import v2 from './golden/v2.json' with { type: 'json' };
import { at, fresh, raw } from './helpers.ts';

/** Every version that was released, as it was written then. */
const golden = new Map<number, Dump>([
  [1, v1 as unknown as Dump],
  [2, v2 as unknown as Dump],
]);

const shapeOf = ({ stores }: Dump) => stores.map(({ records: _, ...shape }) => shape);

async function exported(name: string): Promise<ExportDocument> {
  let text = '';
  const chunks = exportLibrary(new Connection(name), { posts: 'all', generator: 't', now: new Date(at(9)) });
  for await (const chunk of chunks) text += chunk;
  return JSON.parse(text);
}

test('there is a fixture of every version, and the newest has the shape that the code makes', async () => {
  expect([...golden.keys()]).toEqual(Array.from({ length: VERSION }, (_, i) => i + 1));
  const connection = new Connection('shape');
  const made = await dump((await connection.get()) as never);
  expect(shapeOf(made)).toEqual(shapeOf(golden.get(VERSION) as Dump));
});

describe.each([...golden])('a library of version %i', (_version, old) => {
  test('opens with all captures, notes, verdicts, corrections and aggregates', async () => {
    const { name, reader, library } = fresh();
    await undump(name, old);
    expect(await reader.summary()).toEqual({
      seen: 4,
      captured: 1,
      groups: 1,
      copies: 1,
      codes: 4,
      campaigns: 1,
    });
    const document = await exported(name);
    expect(document.captures.map(({ id, note, tags }) => [id, note, tags])).toEqual([
      ['10001', 'kept since the first version', ['old']],
      ['10002', '', []],
      ['10003', '', []],
      ['10004', '', []],
    ]);
    expect(document.copyGroups.map(({ first, members }) => [first, members.length])).toEqual([['10001', 2]]);
    expect(document.verdicts).toHaveLength(1);
    expect(document.corrections).toHaveLength(1);
    expect((await reader.settings()).seenDays).toBe(30);
    // Its copy index is made anew.
    await library.save(raw('10009', 'something quite else, to begin with'));
    await expect.poll(async () => (await library.health()).state).toBe('ok');
    const [text] = await reader.posts(['10001']);
    const [copy] = await library.annotate([raw('10010', text?.text ?? '')]);
    expect(copy?.copy).toMatchObject({ size: 3 });
  });
});

test('a failed upgrade leaves the old library unchanged', async () => {
  const name = 'half';
  await undump(name, v1 as unknown as Dump);
  const upgrading = openDB(name, VERSION + 1, {
    upgrade(db, from, _to, tx) {
      migrate(db as never, from, tx as never);
      db.createObjectStore('half-done');
      tx.done.catch(() => {});
      tx.objectStore('posts')
        .clear()
        .catch(() => {});
      throw new Error('pulled plug');
    },
  });
  await expect(upgrading).rejects.toThrow();
  const db = await openDB(name);
  expect(db.version).toBe(1);
  expect(await db.count('posts')).toBe(4);
  expect([...db.objectStoreNames]).not.toContain('half-done');
  db.close();
});
