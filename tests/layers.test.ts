import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The import direction is a lint rule: a file that breaks it must fail, and one that keeps it must pass. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Folder of the importing file, and what it imports. */
const REFUSED: [folder: string, imported: string][] = [
  ['lib', '../entrypoints/popup/page.ts'],
  ['lib', 'preact'],
  ['lib/store', '../../components/Parts.tsx'],
  ['lib/store', 'preact/hooks'],
  ['lib/text', '../../tests/replay/pages.ts'],
  ['lib/text', '../browser.ts'],
  ['lib/text', '../messages.ts'],
  ['lib/text', '../square/dump.ts'],
  ['lib/square', '../text/clean.ts'],
  ['lib/square', '../store/reader.ts'],
  ['lib/square', '../../components/Parts.tsx'],
  ['lib/square', 'webextension-polyfill'],
  ['lib/square', 'preact'],
  ['lib/copies', 'idb'],
  ['lib/copies', 'node:fs'],
  ['components', '../entrypoints/popup/page.ts'],
  ['components', '../lib/store/reader.ts'],
  ['components', '../lib/square/read.ts'],
  ['components', '../lib/browser.ts'],
  ['components', '../lib/ask.ts'],
  ['components/popup', '../../lib/store/reader.ts'],
];
const ALLOWED: [folder: string, imported: string][] = [
  ['lib/square', '../post.ts'],
  ['lib/square', './selectors.ts'],
  ['lib/copies', '../post.ts'],
  ['lib/store', '../text/post.ts'],
  ['lib/store', '../copies/index.ts'],
  ['lib/store', 'idb'],
  ['components', '../lib/post.ts'],
  ['components', 'preact'],
  ['components/popup', '../../lib/words.ts'],
  ['entrypoints/popup', '../../lib/store/reader.ts'],
  ['entrypoints/popup', '../../components/Parts.tsx'],
];

let folder: string;
/** Probe files that the rule refused. */
let refused: Set<string>;
const probe = (rows: typeof REFUSED, i: number) =>
  `${rows[i]?.[0]}/${rows === REFUSED ? 'bad' : 'good'}${i}.ts`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feedglass-layers-'));
  copyFileSync(join(PROJECT, 'biome.json'), join(folder, 'biome.json'));
  for (const rows of [REFUSED, ALLOWED]) {
    for (const [i, [, imported]] of rows.entries()) {
      const file = join(folder, probe(rows, i));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import { x } from '${imported}';\n\nx();\n`);
    }
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(PROJECT, 'node_modules/@biomejs/biome/bin/biome'),
      ...['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  refused = new Set(
    diagnostics
      .filter(({ category }) => category === 'lint/style/noRestrictedImports')
      .map(({ location }) => (typeof location.path === 'string' ? location.path : location.path.file)),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Diagnostic {
  category: string;
  location: { path: string | { file: string } };
}

test.each(REFUSED.map((row, i) => [...row, i] as const))('%s may not import %s', (_folder, _imported, i) => {
  expect(refused).toContain(probe(REFUSED, i));
});

test.each(ALLOWED.map((row, i) => [...row, i] as const))('%s may import %s', (_folder, _imported, i) => {
  expect(refused).not.toContain(probe(ALLOWED, i));
});
