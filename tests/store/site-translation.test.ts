// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { parseExport, toImportPayload } from '../../lib/store/import/read-export.ts';
import { type FakePost, homePage, profilePage, WORDINGS } from '../replay/pages.ts';
import { read } from '../square/parse.ts';
import { fresh, raw } from './helpers.ts';

const ID = '330100000000001';
const OWN = '灯塔看守人每天晚上都会数船，并把数字写进一本蓝色的书里。';
const ENGLISH = 'The lighthouse keeper counts the ships every night and writes the number into a blue book.';
const TURKISH = 'Deniz feneri bekçisi her gece gemileri sayar ve sayıyı mavi bir deftere yazar.';
const own = () => raw(ID, OWN);
const translated = (text = ENGLISH) => raw(ID, text, { translatedBySite: true });

describe('the reader of pages', () => {
  const post = (more: Partial<FakePost> = {}): FakePost => ({ id: ID, text: ENGLISH, ...more });
  test.each(WORDINGS.map((wording) => [wording.locale, wording] as const))(
    'sees in %s that the site translated a post, and which it did not',
    (_, wording) => {
      const posts = [post({ translated: true }), { id: '330100000000002', text: TURKISH }];
      const { cards } = read(profilePage({ name: 'A', handle: 'a' }, posts, { wording }));
      expect(cards.map(({ post: { translatedBySite } }) => translatedBySite)).toEqual([true, undefined]);
    },
  );

  test('a post whose own text says "See original" is no translation', () => {
    const { cards } = read(homePage([post({ text: 'See original' })]));
    expect(cards[0]?.post.translatedBySite).toBeUndefined();
  });
});

describe('the library', () => {
  test('a post that was seen and saved only in translation is marked, and takes its own words when they are seen', async () => {
    const { library, reader, clock } = fresh();
    await library.annotate([translated()]);
    await library.save(translated());
    await library.setNote(ID, 'a note', ['t']);
    expect((await reader.posts([ID]))[0]).toMatchObject({ text: ENGLISH, translated: true });
    clock.hour = 1;
    await library.annotate([translated(TURKISH)]);
    expect((await reader.posts([ID]))[0]).toMatchObject({ text: ENGLISH, versions: [] });
    clock.hour = 2;
    await library.annotate([own()]);
    const [stored] = await reader.posts([ID]);
    expect(stored).toMatchObject({ text: OWN, lang: 'zh', versions: [], note: 'a note', tags: ['t'] });
    expect(stored?.translated).toBeUndefined();
    expect(stored?.capturedAt).not.toBeNull();
  });

  test("the author's words stay when the site shows a translation later, saved or not", async () => {
    const { library, reader, clock } = fresh();
    await library.annotate([own()]);
    clock.hour = 1;
    await library.annotate([translated()]);
    await library.save(translated());
    const [stored] = await reader.posts([ID]);
    expect(stored).toMatchObject({ text: OWN, versions: [] });
    expect(stored?.translated).toBeUndefined();
  });

  test('a browser translation that is saved is marked as well', async () => {
    const { library, reader } = fresh();
    await library.save(raw(ID, ENGLISH, { translated: true }));
    expect((await reader.posts([ID]))[0]?.translated).toBe(true);
  });

  test('an export keeps the mark; importing it never replaces the own words, and they replace it', async () => {
    const { library, reader } = fresh();
    await library.save(translated());
    const [marked] = await reader.posts([ID]);
    const record = await toExportRecord(marked as NonNullable<typeof marked>);
    expect(record.translated).toBe(true);
    const none = { copyGroups: [], verdicts: [], corrections: [], tickers: [], campaigns: [] };
    const head = { format: 'feedglass.export', version: 1, generator: 't', exportedAt: record.firstSeenAt };
    const bytes = new TextEncoder().encode(JSON.stringify({ ...head, captures: [record], ...none }));
    const payload = toImportPayload(parseExport(bytes), new Date().toISOString());

    const other = fresh();
    await other.library.save(own());
    await other.library.importPosts(payload);
    expect((await other.reader.posts([ID]))[0]).toMatchObject({ text: OWN, versions: [] });

    const third = fresh();
    await third.library.importPosts(payload);
    expect((await third.reader.posts([ID]))[0]).toMatchObject({ text: ENGLISH, translated: true });
    await third.library.annotate([own()]);
    expect((await third.reader.posts([ID]))[0]).toMatchObject({ text: OWN, versions: [] });
  });
});
