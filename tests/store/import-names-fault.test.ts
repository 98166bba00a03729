import { expect, test } from 'vitest';
import { toExportRecord } from '../../lib/store/export/export-record.ts';
import { parseExport } from '../../lib/store/import/read-export.ts';
import { storedPost } from '../components/posts.ts';

async function refusal(change: (document: Record<string, unknown>, record: Record<string, unknown>) => void) {
  const record = { ...(await toExportRecord(storedPost({ id: '10001' }))) } as Record<string, unknown>;
  const lists = { copyGroups: [], verdicts: [], corrections: [], tickers: [], campaigns: [] };
  const head = {
    format: 'feedglass.export',
    version: 1,
    generator: 'x',
    exportedAt: '2026-06-03T10:00:00.000Z',
  };
  const document: Record<string, unknown> = { ...head, captures: [record], ...lists };
  change(document, record);
  try {
    parseExport(new TextEncoder().encode(JSON.stringify(document)));
  } catch (error) {
    return (error as Error).message;
  }
  return null;
}

test('an export that is refused names the field', async () => {
  expect(await refusal(() => {})).toBeNull();
  expect(await refusal((_, record) => Object.assign(record, { mood: 'x' }))).toContain('"mood"');
  expect(await refusal((document) => Object.assign(document, { extra: 1 }))).toContain('"extra"');
  expect(await refusal((_, record) => Object.assign(record, { text: 5 }))).toMatch(
    /id 10001.*text: expected: string/,
  );
  expect(await refusal((_, record) => Object.assign(record, { kind: 'poem' }))).toMatch(
    /kind: expected: "post" or/,
  );
});
