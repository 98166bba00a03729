import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** A README that names what is not there is worse than none. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));

describe.each(['README.md', 'tests/README.md'])('%s', (name) => {
  const text = readFileSync(join(PROJECT, name), 'utf8');

  test('every path it names is there', () => {
    const quoted = [
      ...text.matchAll(/`((?:entrypoints|components|lib|public|seeds|tests|docs)\/[\w./-]*)`/g),
    ];
    const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)];
    const paths = [...quoted, ...linked].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(0);
    const base = (path: string) =>
      existsSync(join(PROJECT, path)) || existsSync(join(PROJECT, name, '..', path));
    expect(paths.filter((path) => !base(path))).toEqual([]);
  });

  test('every command it gives is there', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });
});

test('it names every permission, and no other', () => {
  const manifest = readFileSync(join(PROJECT, 'wxt.config.ts'), 'utf8');
  const list = /permissions: \[([^\]]*)\]/.exec(manifest)?.[1] ?? '';
  const asked = [...list.matchAll(/'(\w+)'/g)].map(([, permission]) => permission);
  const table = /\| permission \| reason \|\n([\s\S]*?)\n\n/.exec(
    readFileSync(join(PROJECT, 'README.md'), 'utf8'),
  )?.[1];
  const named = [...(table ?? '').matchAll(/^\| `(\w+)` \|/gm)].map(([, permission]) => permission);
  expect(named.sort()).toEqual(asked.sort());
});
