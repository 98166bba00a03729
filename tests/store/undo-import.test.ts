/** Undo of imports against the model of `user-data-history.ts`. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredPost } from '../../lib/post.ts';
import type { Library } from '../../lib/store/library.ts';
import { toStoredPost } from '../../lib/store/merge/merge-sighting.ts';
import { toPost } from '../../lib/text/to-post.ts';
import { at, fresh, raw } from './helpers.ts';
import { type FileEntry, type HistoryEvent, replay } from './user-data-history.ts';

const RUNS = Number(process.env.UNDO_RUNS ?? 60);
const IDS = ['10001', '10002', '10003', '10004'];

type Step =
  | { do: 'import'; file: FileEntry[] }
  | { do: 'undo'; which: number }
  | { do: 'note'; id: string; note: string }
  | { do: 'tags'; id: string; tags: string[] }
  | { do: 'save' | 'unsave' | 'delete'; id: string };

const id = fc.constantFrom(...IDS);
const filePost: fc.Arbitrary<FileEntry> = fc.record({
  id,
  note: fc.constantFrom('', 'from a file', 'from another file'),
  tags: fc.subarray(['x', 'y']),
  capturedAt: fc.constantFrom(null, at(-1), at(-2)),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      file: fc.uniqueArray(filePost, { selector: (one) => one.id, minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(3) }) },
  fc.record({ do: fc.constant('note' as const), id, note: fc.constantFrom('', 'mine', 'mine again') }),
  fc.record({ do: fc.constant('tags' as const), id, tags: fc.subarray(['x', 'own']) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('save', 'unsave', 'delete'), id }) },
);

const TEXTS = new Map(
  IDS.map((one, i) => [one, `text number ${i} of its own words ${'abcdefgh'.repeat(i + 2)}`]),
);

/** An event, and the step that it was. */
type Event = HistoryEvent & { at: number };
type Model = ReturnType<typeof replay>;

const postOf = ({ id, note, tags, capturedAt }: FileEntry): StoredPost => ({
  ...toStoredPost(toPost(raw(id, TEXTS.get(id) ?? ''), new Set()), at(-10)),
  note,
  tags,
  capturedAt,
});

/** The same things done to the library. */
async function act(library: Library, step: Step, hour: number, model: Model, key: string): Promise<void> {
  switch (step.do) {
    case 'import': {
      const posts = step.file.map(postOf);
      const payload = { posts, verdicts: [], corrections: [], seenAt: at(hour) };
      await library.importPosts(payload, {}, key);
      break;
    }
    case 'undo':
      await library.undoImport(key);
      break;
    case 'note':
      await library.setNote(step.id, step.note, model.get(step.id)?.tags ?? []);
      break;
    case 'tags':
      await library.setNote(step.id, model.get(step.id)?.note ?? '', step.tags);
      break;
    case 'save':
    case 'unsave':
      await library.setSaved([step.id], step.do === 'save');
      break;
    case 'delete':
      await library.remove([step.id]);
  }
}

async function history(steps: readonly Step[]) {
  const { library, reader, clock } = fresh();
  const events: Event[] = [];
  for (const [i, step] of steps.entries()) {
    clock.hour = i + 1;
    const before = replay(events);
    const imports = events.filter((event) => event.kind === 'import');
    const undone = step.do === 'undo' ? imports[step.which] : undefined;
    await act(library, step, clock.hour, before, `key ${undone?.at ?? i}`);
    if (step.do === 'import') events.push({ at: i, kind: 'import', file: step.file, undone: false });
    else if (step.do === 'undo') {
      if (undone) undone.undone = true;
    } else {
      const old = before.get(step.id);
      if (!old) continue;
      const { capturedAt } = old;
      if (step.do === 'delete') events.push({ at: i, kind: 'delete', id: step.id });
      if (step.do === 'note' && step.note !== old.note) {
        events.push({ at: i, kind: 'field', id: step.id, change: { note: step.note }, capturedAt });
      }
      if (step.do === 'tags' && step.tags.join() !== old.tags.join()) {
        events.push({ at: i, kind: 'field', id: step.id, change: { tags: step.tags }, capturedAt });
      }
      if (step.do === 'save' && old.capturedAt === null) {
        events.push({
          at: i,
          kind: 'field',
          id: step.id,
          change: { capturedAt: at(clock.hour) },
          capturedAt,
        });
      }
      if (step.do === 'unsave' && old.capturedAt !== null) {
        events.push({ at: i, kind: 'field', id: step.id, change: { capturedAt: null }, capturedAt });
      }
    }
  }
  const stored = await reader.posts(IDS);
  const summary = await reader.summary();
  await library.close();
  await reader.close();
  const model = replay(events);
  expect(stored.map(({ id, note, tags, capturedAt }) => [id, { note, tags, capturedAt }])).toEqual(
    [...model].sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  expect(summary).toMatchObject({
    seen: model.size,
    captured: [...model.values()].filter((entry) => entry.capturedAt !== null).length,
  });
}

test(`${RUNS} random histories of import, edit, undo and import again`, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), history), {
    numRuns: RUNS,
    ...(process.env.UNDO_SEED ? { seed: Number(process.env.UNDO_SEED) } : {}),
  });
}, 3_000_000);
