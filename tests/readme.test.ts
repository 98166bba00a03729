import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** A README that names what is not there is worse than none. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

describe.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'tests/README.md'])('%s', (name) => {
  const text = readFileSync(join(PROJECT, name), 'utf8');

  test('every path in it exists', () => {
    const quoted = [
      ...text.matchAll(/`((?:entrypoints|components|lib|public|scripts|seeds|tests|docs)\/[\w./-]*)`/g),
    ];
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)];
    const paths = [...quoted, ...linked].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(0);
    const base = (path: string) =>
      existsSync(join(PROJECT, path)) || existsSync(join(PROJECT, name, '..', path));
    expect(paths.filter((path) => !base(path))).toEqual([]);
  });

  test('every command in it exists', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });
});

test('the workflow runs existing commands on the promised versions of Node', () => {
  const workflow = readFileSync(join(PROJECT, '.github/workflows/checks.yml'), 'utf8');
  const named = [...workflow.matchAll(/npm run ([a-z-]+)/g)].map(([, script = '']) => script);
  expect(named).toEqual(['demo', 'package']);
  expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  expect(workflow).toContain('run: .ci/run\n');
  expect(existsSync(join(PROJECT, '.ci/run'))).toBe(true);
  const versions = /node: \[([\d, ]+)\]/.exec(workflow)?.[1]?.split(', ') ?? [];
  const contributing = readFileSync(join(PROJECT, 'CONTRIBUTING.md'), 'utf8');
  expect(contributing).toMatch(new RegExp(`Node ${versions.join('(?:\\.\\d+)? and ')}`));
});

test('it lists exactly the permissions of the manifest', () => {
  const manifest = readFileSync(join(PROJECT, 'wxt.config.ts'), 'utf8');
  const list = /permissions: \[([^\]]*)\]/.exec(manifest)?.[1] ?? '';
  const asked = [...list.matchAll(/'(\w+)'/g)].map(([, permission]) => permission);
  const table = /\| permission \| reason \|\n([\s\S]*?)\n\n/.exec(
    readFileSync(join(PROJECT, 'README.md'), 'utf8'),
  )?.[1];
  const named = [...(table ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, permission]) => permission);
  expect(named.sort()).toEqual(asked.sort());
});

/** What a newcomer looks for, as README's table says it; and what the named file then holds. */
const ANSWERS: [asked: string, file: string, holds: RegExp][] = [
  ["how a post's id tells its time", 'lib/square/post-id.ts', /function postedAtFromId/],
  ['the rule for `$1INCH`', 'lib/text/tags/ticker-code.ts', /'1INCH'[\s\S]*MONEY/],
  ['why a ticker is "only tagged"', 'lib/text/roles/assign-roles.ts', /'appended'/],
  ['when two texts are copies', 'lib/copies/compare/classify.ts', /template/],
  ['the migration to version 2', 'lib/store/db/migrations.ts', /toVersion1/],
  ['what the worker answers', 'lib/messages.ts', /reply:/],
  ['who may ask', 'lib/worker/permissions.ts', /function isAllowed/],
  ['which message the copy badge shows', 'components/choose-badge-message.ts', /strip_copy_of/],
  ['the word in Russian', 'public/_locales/ru/messages.json', /Сохранить/],
  ['which posts count as seen', 'lib/store/write/record-seen.ts', /function recordSeen/],
  ['what an export holds', 'lib/store/export/export-schema.ts', /ExportDocument/],
  ['the permissions', 'wxt.config.ts', /permissions: \[/],
];

test.each(ANSWERS)('%s: %s', (asked, file, holds) => {
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
  const lines = readme.split('\n').filter((line) => line.includes(asked));
  expect(lines.some((line) => line.includes(`\`${file}\``))).toBe(true);
  expect(readFileSync(join(PROJECT, file), 'utf8')).toMatch(holds);
});
