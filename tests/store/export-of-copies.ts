/** An export in which posts repeat one another in every way, and how somebody would alter it to mislead. */
import { documentHash } from '../../lib/store/export/document-hash.ts';
import { exportDocumentChunks } from '../../lib/store/export/export-document.ts';
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';
import { collectPosts } from '../cli/collect.ts';
import { POSTS } from '../copies/invented-posts.ts';

/** When it was exported. */
export const NOW = new Date('2026-06-20T12:00:00.000Z');
const EPOCH = 1_699_891_200_000;
const idAt = (ms: number) => String((ms - EPOCH) * 4096 + 5);

/** Posts with every kind of copy: the same, edited, a part of, with other numbers; some without a time. */
function lines(): string {
  const rows: object[] = [];
  let at = Date.parse('2026-06-03T08:00:00Z');
  for (const { text, other } of Object.values(POSTS)) {
    const words = text.split(' ');
    const edited = words.filter((_, i) => i % 9 !== 4).join(' ');
    for (const one of [text, `${text} `, edited, `${other}\n${text}`, text.replace(/\d/g, '3'), other]) {
      rows.push({ id: idAt(at), site: 'binance-square', author: `a${rows.length % 7}`, text: one });
      at += 3_600_000;
    }
    rows.push({ id: `n-${rows.length}`, text });
  }
  return rows.map((row) => JSON.stringify(row)).join('\n');
}

/** The document that `analyze` writes. */
export async function exportOfCopies(): Promise<string> {
  const collection = await collectPosts(lines(), 'x.ndjson', (_, fault) => {
    throw new Error(fault);
  });
  let text = '';
  for await (const chunk of exportDocumentChunks(collection, { generator: 'test 1', now: NOW }))
    text += chunk;
  return text;
}

/** An altered document whose hash was computed anew, as by somebody who wants to mislead. */
export async function forged(
  document: ExportDocument,
  change: (copy: ExportDocument) => unknown,
): Promise<ExportDocument> {
  const copy = structuredClone(document);
  change(copy);
  return { ...copy, sha256: await documentHash(copy) };
}

/** The document on lines, as it is written. */
export function asWritten(document: ExportDocument): string {
  const { captures, copyGroups, verdicts, corrections, tickers, campaigns, sha256, ...head } = document;
  const lists = Object.entries({ captures, copyGroups, verdicts, corrections, tickers, campaigns });
  const rows = (list: object[]) =>
    list.map((row, i) => `${i === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`).join('');
  const text = lists.map(([name, list]) => `"${name}":[${rows(list)}],\n`).join('');
  return `${JSON.stringify(head).slice(0, -1)},\n${text}"sha256":"${sha256}"}\n`;
}

const member = (copy: ExportDocument, i = 1) => {
  const found = copy.copyGroups[0]?.members[i];
  if (!found) throw new Error('no such member');
  return found;
};
const group = (copy: ExportDocument) => copy.copyGroups[0] as ExportDocument['copyGroups'][number];

/** One claim altered: what is altered, and the place that must be named. */
export const ALTERATIONS: [name: string, change: (copy: ExportDocument) => unknown, path: RegExp][] = [
  [
    'score',
    (copy) => Object.assign(member(copy), { score: 0.61 }),
    /^copyGroups\[0\]\.members\[1\] \(id \d+\)$/,
  ],
  ['kind', (copy) => Object.assign(member(copy), { kind: 'figures' }), /^copyGroups\[0\]\.members\[1\]/],
  [
    'a source later than its copy',
    (copy) => Object.assign(member(copy), { source: member(copy, 2).id }),
    /members\[1\]/,
  ],
  ['a source that is not the closest', (copy) => swapSource(copy), /^copyGroups\[\d+\]\.members\[\d+\]/],
  [
    'a source of another group',
    (copy) => Object.assign(member(copy), { source: copy.copyGroups[1]?.members[0]?.id }),
    /members\[1\]/,
  ],
  ['no source', (copy) => Object.assign(member(copy), { source: null }), /^copyGroups\[0\]/],
  ['the first', (copy) => Object.assign(group(copy), { first: member(copy).id }), /^copyGroups\[0\]$/],
  ['the kind of the group', (copy) => Object.assign(group(copy), { kind: 'figures' }), /^copyGroups\[0\]$/],
  [
    'the evidence of order',
    (copy) => Object.assign(member(copy), { order: 'seen' }),
    /^copyGroups\[0\]\.members\[1\]/,
  ],
  [
    'the same author',
    (copy) => Object.assign(member(copy), { sameAuthor: !member(copy).sameAuthor }),
    /members\[1\]/,
  ],
  ['a member left out', (copy) => group(copy).members.pop(), /^copyGroups\[0\]|^captures\[\d+\]/],
  ['a group left out', (copy) => copy.copyGroups.shift(), /^captures\[\d+\] \(id /],
  ['a member of two groups', (copy) => copy.copyGroups[1]?.members.push(member(copy)), /^copyGroups\[1\]/],
  [
    'a member that is not there',
    (copy) => Object.assign(member(copy), { id: '399999999999999' }),
    /members\[1\]/,
  ],
  [
    'a time',
    (copy) => Object.assign(copy.captures[3] ?? {}, { times: copy.captures[4]?.times }),
    /^captures\[3\]/,
  ],
  [
    'a verdict of the reader that says otherwise',
    (copy) =>
      copy.verdicts.push({
        ...{ a: member(copy).id, b: String(member(copy).source), copy: false },
        at: '2026-06-19T12:00:00.000Z',
      }),
    /^copyGroups\[0\]\.members\[1\]/,
  ],
];

/** Lets a copy name an earlier match that is not the closest, with the kind and score of that pair. */
function swapSource(copy: ExportDocument) {
  for (const { members } of copy.copyGroups) {
    const root = members.find(({ source }) => source === null);
    const second = members.find((one) => one.source === root?.id && one.kind === 'exact' && one.score === 1);
    const third = members.find((one) => one.source === root?.id && one !== second && one.kind !== 'exact');
    if (second && third && members.indexOf(third) > members.indexOf(second)) {
      third.source = second.id;
      return;
    }
  }
  throw new Error('no such group');
}
