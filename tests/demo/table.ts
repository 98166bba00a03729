/** The demo's words: what was found, post by post, and what was checked. */
import type { ExportDocument } from '../../lib/store/export/export-schema.ts';

/** Cuts or fills a text into `width` columns. */
const clip = (text: string, width: number) =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

function table(head: [string, number][], rows: string[][]): string {
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => clip(cell, head[i]?.[1] ?? 10))
      .join('  ')
      .trimEnd();
  const rule = head.map(([, width]) => '-'.repeat(width)).join('  ');
  return [line(head.map(([name]) => name)), rule, ...rows.map(line)].join('\n');
}

/** Every post Feedglass has seen, newest first: who, what, which tickers it discusses and which ride along. */
export function postTable({ captures, copyGroups }: ExportDocument): string {
  const copies = new Map(
    copyGroups.flatMap(({ first, kind, members }) =>
      members.map(({ id }) => [id, id === first ? `first of ${members.length}` : kind] as const),
    ),
  );
  const rows = captures
    .toSorted((a, b) => (b.postedAt ?? '').localeCompare(a.postedAt ?? ''))
    .map((post) => {
      const codes = (along: boolean) =>
        [...post.cashtags, ...post.otherTickers]
          .filter(({ role }) => (role === 'appended' || role === 'unsupported') === along)
          .map(({ code }) => code)
          .join(' ');
      return [
        post.capturedAt ? '*' : '',
        post.author.handle ?? '',
        (post.title ?? post.text).replace(/\s+/g, ' '),
        codes(false),
        codes(true),
        copies.get(post.id) ?? '',
      ];
    });
  const head: [string, number][] = [
    ['', 1],
    ['author', 12],
    ['text', 46],
    ['discussed', 12],
    ['along', 16],
    ['copy', 10],
  ];
  return `What Feedglass found (* saved):\n\n${table(head, rows)}\n`;
}

/** What was expected and what came. */
export const checkTable = (checks: { what: string; expected: string; found: string }[]): string =>
  checks
    .map(({ what, expected, found }) =>
      expected === found ? `ok      ${what}: ${found}` : `FAILED  ${what}: ${found}, expected ${expected}`,
    )
    .join('\n');
