import { expect, test } from 'vitest';
import { exportDocumentChunks } from '../../lib/store/export/export-document.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { parseExport } from '../../lib/store/import/read-export.ts';
import { collectPosts } from '../cli/collect.ts';
import { at, fresh, importDocument, raw } from './helpers.ts';

/** Posts whose source gives no id of Square: research data, text dumps. */
const LONG =
  'Northwind miners sold nine thousand coins on Tuesday and the price barely moved at all, says Ledgerwatch.';

/** What `analyze` makes of posts one a line. */
async function analyzed(lines: object[]): Promise<ExportDocument> {
  const collection = await collectPosts(lines.map((line) => JSON.stringify(line)).join('\n'));
  let text = '';
  for await (const chunk of exportDocumentChunks(collection, { generator: 'test 1', now: new Date() }))
    text += chunk;
  return parseExport(new TextEncoder().encode(text));
}

test('copies by several authors and repeats by one are all imported once', async () => {
  const { library, reader } = fresh();
  const document = await analyzed([
    { id: 'x0', author: 'ann', postedAt: at(0), text: LONG },
    { id: 'x1', author: 'bob', postedAt: at(1), text: LONG },
    { id: 'x2', author: 'cid', text: LONG },
    { id: 'x3', author: 'ann', postedAt: at(9), text: LONG },
  ]);
  expect(await importDocument(library, document)).toEqual({ new: 4, same: 0, newer: 0, conflict: 0 });
  expect(await reader.summary()).toMatchObject({ seen: 4, groups: 1, copies: 3 });
  expect(await importDocument(library, document)).toEqual({ new: 0, same: 4, newer: 0, conflict: 0 });
  expect((await reader.summary()).seen).toBe(4);
});

test('one gets the id of its real post, with verdicts and corrections', async () => {
  const { library, reader } = fresh();
  const text = `${LONG}\n$BTC $ETH`;
  const document = await analyzed([
    { author: 'Ann', text },
    { author: 'Bob', text },
  ]);
  await importDocument(library, document);
  const { rows } = await reader.groups();
  const members = (await reader.group(rows[0]?.id ?? ''))?.posts ?? [];
  const [ann, bob] = ['Ann', 'Bob'].map(
    (name) => members.find((post) => post.author.name === name)?.id ?? '',
  );
  await library.correctRole({ id: ann ?? '', code: 'BTC', role: 'discussed' });
  await library.setVerdict({ a: ann ?? '', b: bob ?? '', copy: false });

  const [met] = await library.annotate([raw('330020877222706', text)]);
  expect(met?.tickers.map(({ code, role }) => `${code} ${role}`)).toEqual([
    'BTC discussed',
    'ETH unsupported',
  ]);
  expect(met?.copy).toBeNull();
  expect(await reader.summary()).toMatchObject({ seen: 2, groups: 0 });
  await library.correctRole({ id: '330020877222706', code: 'BTC', role: null });
  const [now] = await reader.posts(['330020877222706']);
  expect(now?.cashtags[0]?.role).toBe('unsupported');
});
