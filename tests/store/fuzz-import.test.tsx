// @vitest-environment happy-dom
/** Every field of an import, broken at random: refused with a reason, or stored within the limits and displayed. */
import fc from 'fast-check';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { PostDetailCard } from '../../components/library/posts/PostDetailCard.tsx';
import { PostCard } from '../../components/PostCard.tsx';
import { MAX_NOTE, MAX_TEXT, type StoredPost } from '../../lib/post.ts';
import { MAX_TAGS } from '../../lib/post-enums.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import { exportLibrary } from '../../lib/store/export/library-source.ts';
import { ImportError } from '../../lib/store/import/json-file.ts';
import { parseExport, planImport, toImportPayload } from '../../lib/store/import/read-export.ts';
import { UnknownFields } from '../../lib/store/import/unknown-fields.ts';
import { FUZZ_TIMEOUT, fuzz, type Mutation, mutate, mutation } from '../setup/fuzz.ts';
import { fresh, raw } from './helpers.ts';

vi.mock('../../lib/browser.ts', () => ({
  browser: {
    i18n: { getMessage: (key: string) => (key === 'locale_tag' ? 'en' : key) },
    runtime: { id: 'us' },
  },
}));

const TEXT = 'The lighthouse keeper counts the ships and $BTC and writes #ETH into a blue book each night.';
const NOW = new Date('2026-06-04T12:00:00.000Z');
const host = document.body.appendChild(document.createElement('div'));

async function exported(name: string): Promise<string> {
  let text = '';
  const options = { posts: 'all', generator: 'test', now: NOW } as const;
  for await (const chunk of exportLibrary(new Connection(name), options)) text += chunk;
  return text;
}

/** An export with something in every list. */
async function wholeDocument(): Promise<string> {
  const { library, clock, name } = fresh();
  for (const [i, id] of ['330125452402193', '10002', '10003'].entries())
    await library.save(raw(id, TEXT, { author: { name: `A${i}`, handle: `a${i}` }, timeLabel: '19h' }));
  clock.hour = 1;
  await library.annotate([
    raw('10003', 'Another text altogether about $SOL, and longer than the one that was.'),
  ]);
  await library.setNote('10002', 'a note', ['one', 'two']);
  await library.setVerdict({ a: '10002', b: '10003', copy: false });
  await library.correctRole({ id: '10002', code: 'BTC', role: 'appended' });
  const text = await exported(name);
  await library.close();
  return text;
}

async function display(post: StoredPost): Promise<void> {
  const edit = { onSave: () => {}, onNote: async () => null, onCorrect: () => {}, onDelete: () => {} };
  await act(() =>
    render(
      <>
        <PostDetailCard post={post} changes={[]} groupHref={null} copy={null} edit={edit} />
        <PostCard post={post} />
      </>,
      host,
    ),
  );
  expect(host.querySelector('article')).not.toBeNull();
  expect(host.textContent).not.toContain('post_broken');
  expect(host.querySelector('img,script,iframe')).toBeNull();
  for (const link of host.querySelectorAll('a')) expect(link.href).toMatch(/^(?:https:\/\/|about:blank|.*#)/);
  await act(() => render(null, host));
}

async function checkStored(made: ReturnType<typeof fresh>): Promise<void> {
  for await (const posts of made.reader.allPosts()) {
    for (const post of posts) {
      expect(post.text.length).toBeLessThanOrEqual(MAX_TEXT);
      expect(post.note.length).toBeLessThanOrEqual(MAX_NOTE);
      expect(post.tags.length).toBeLessThanOrEqual(MAX_TAGS);
      await display(post);
    }
  }
  const { reader } = made;
  await Promise.all([
    reader.captures(),
    reader.groups(),
    reader.tickers(),
    reader.campaigns(),
    reader.summary(),
  ]);
}

test(
  'a broken export is refused with a reason, or imported whole, displayed, exported again and undone',
  async () => {
    const document = await wholeDocument();
    let imported = 0;
    const property = fc.asyncProperty(
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      async (mutations) => {
        const value = JSON.parse(document);
        for (const one of mutations as Mutation[]) mutate(value, one);
        const bytes = new TextEncoder().encode(JSON.stringify(value));
        let read: ReturnType<typeof parseExport>;
        try {
          read = parseExport(bytes, NOW, new UnknownFields());
        } catch (error) {
          expect(error).toBeInstanceOf(ImportError);
          expect((error as Error).message).not.toBe('');
          return;
        }
        imported++;
        const made = fresh();
        await planImport(new Connection(made.name), read, NOW);
        await made.library.importPosts(toImportPayload(read, NOW.toISOString()), undefined, 'undo');
        await checkStored(made);
        parseExport(new TextEncoder().encode(await exported(made.name)), NOW);
        expect(await made.library.undoImport('undo')).toBe(true);
        expect((await made.reader.summary()).seen).toBe(0);
        await made.library.close();
      },
    );
    await fuzz('import', property, 60);
    expect(imported).toBeGreaterThan(0);
  },
  FUZZ_TIMEOUT,
);
