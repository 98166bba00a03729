import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { cell } from '../../lib/store/export/formats/csv.ts';
import { FORMATS } from '../../lib/store/export/formats/index.ts';
import { storedPost } from '../components/posts.ts';

describe('a cell never starts a formula', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ["\t=cmd|'/c calc'!A1", `"'\t'=cmd|'/c calc'!A1"`],
    ['＝1+1', "'＝1+1"],
    [' \u200b=1', "' \u200b=1"],
    ['a=1', 'a=1'],
    ['a,"b"', '"a,""b"""'],
    ['x;=1+1;y', `"x;'=1+1;y"`],
    ['x; "=1+1"', `"x; ""'=1+1"""`],
    ['x\t+1', `"x\t'+1"`],
    ['list:\n- one\r\n@two', `"list:\n'- one\r\n'@two"`],
    ['\0=1+1', '\ufffd=1+1'],
    ['\x1b\x0b=1', '\ufffd\ufffd=1'],
    ['a\ud800b', 'a\ufffdb'],
    ['x;y = 2; z', '"x;y = 2; z"'],
    [-1, '-1'],
    [null, ''],
  ])('%j becomes %j', (value, written) => expect(cell(value)).toBe(written));

  test('a long run of line breaks takes no quadratic time', () => {
    expect(cell('\n'.repeat(200_000)).length).toBe(200_003);
  });
});

describe('no separator finds a formula in any CSV', () => {
  const FORMULAS = [
    'x;=1+1;y',
    'x\t=1+1\ty',
    'x\n=1+1',
    'x\r\n+1+1',
    '"=1+1"',
    'a";=1+1;"b',
    'x;"=1+1";y',
    'x;\u200b@SUM(A1)',
    "x; ' -1+1",
    '\0=1+1',
    'x;\0=1+1',
    '\t=1+1',
    ';=1+1',
    ';;;=1',
    'x\u2028;＝1',
  ];

  /** Cells as a program reads them for which these signs separate, and quotes count only where they begin a cell. */
  function cells(text: string, separators: string): string[] {
    const found: string[] = [];
    for (let at = 0; at <= text.length; at++) {
      let value = '';
      if (text[at] === '"') {
        for (at++; at < text.length; at++) {
          if (text[at] !== '"') value += text[at];
          else if (text[at + 1] === '"') value += text[++at];
          else break;
        }
        at++;
      }
      while (at < text.length && !separators.includes(text[at] ?? '') && !/[\r\n]/.test(text[at] ?? ''))
        value += text[at++];
      found.push(value);
    }
    return found;
  }
  const isFormula = (value: string) => /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(value);

  test('the reader of these tests finds one that is not guarded', () => {
    expect(cells('a,"x;=1+1;y"\r\n', ';').some(isFormula)).toBe(true);
    expect(cells('a,"x;=1+1;y"\r\n', ',').some(isFormula)).toBe(false);
  });

  test.each([[','], [';'], ['\t'], [',;\t'], [';\t']])('%j', async (separators) => {
    for (const name of ['csv', 'coortweet', 'network'] as const) {
      const format = FORMATS[name]();
      let text = format.head;
      for (const [i, formula] of FORMULAS.entries()) {
        const author = { name: formula, handle: null };
        const fields = { id: `2000${i}`, text: formula, note: formula, tags: [formula], title: formula };
        const postedAt = '2026-06-03T10:00:00.000Z';
        const capture = await toExportRecord(storedPost({ ...fields, author, postedAt }));
        text += format.row({ capture, group: { id: formula, kind: 'near', first: formula } });
      }
      // Some spreadsheets drop a NUL.
      const found = cells(text.replace(/^\ufeff/, '').replaceAll('\0', ''), separators);
      expect(found.length).toBeGreaterThan(FORMULAS.length);
      expect(found.filter(isFormula)).toEqual([]);
    }
  });
});

test('tags with spaces, commas and quotes can be told apart', async () => {
  const tags = ['hot take', 'hot', 'take', 'a,"b"', '-x', 'c;-d', '换行'];
  const hashtags = ['#Tom Lee谈BitMine', '#b'];
  const capture = await toExportRecord(storedPost({ tags, hashtags }));
  const format = FORMATS.csv();
  const text = format.head + format.row({ capture, group: null });
  const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  expect(JSON.parse(row?.tags ?? '')).toEqual(tags.map((tag) => tag.replace(';-', ";'-")));
  expect(JSON.parse(row?.hashtags ?? '')).toEqual(hashtags);
  expect(row?.mentions).toBe('');
});

test('Markdown: no name, note, tag, code or group id makes a heading, a rule or a tag of its own', async () => {
  const evil = 'x\n===\n\n# h\n---\n- - -\n+ a\n1. b\n2) c\n<x> &lt;b&gt; [l](javascript:1)\n=';
  const ticker = { shown: '$x', role: 'topic', reason: { why: 'sole' }, source: 'text', at: 0 } as const;
  const capture = await toExportRecord(
    storedPost({
      text: evil,
      note: evil,
      tags: [evil],
      title: evil,
      author: { name: evil, handle: null },
      cashtags: [{ code: evil, ...ticker }],
    }),
  );
  const text = FORMATS.markdown().row({ capture, group: { id: evil, kind: 'near', first: null } });
  const lines = text.split('\n').map((line) => line.replace(/^> ?/, ''));
  expect(lines.filter((line) => /^\s*(?:=+|-+)\s*$/.test(line))).toEqual([]);
  expect(lines.filter((line) => /^\s*#/.test(line))).toEqual([lines[1]]);
  expect(lines.filter((line) => /^\s*(?:[+*] |- -|\d+[.)])/.test(line))).toEqual([]);
  expect(text).not.toMatch(/(?<!\\)<(?!https:)|(?<!\\)&|(?<!\\)\[/);
});
