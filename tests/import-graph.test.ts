import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { brokenRules, circles, type ImportRule, importGraph, readSources } from './setup/import-graph.ts';

/** The order of the folders, held over the real imports: entrypoints -> components -> lib, and no circle. */
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['entrypoints', 'components', 'lib'];
const MOST_FILES = 15;
const sources = readSources(FOLDERS);
const graph = importGraph(sources);

/** A file of the project; anything else is a package. */
const OURS = /^(?:entrypoints|components|lib|tests|scripts|seeds|public|\.\.)\b/;
const FRAMEWORKS = /^(?:preact|idb|webextension-polyfill|wxt|node:|uplot)/;

const RULES: ImportRule[] = [
  { name: 'no import of tests or scripts', from: /./, banned: /^(?:tests|scripts)\// },
  { name: 'lib imports only lib', from: /^lib\//, banned: OURS, unless: /^(?:lib|public)\/|^package\.json$/ },
  { name: 'components import only components and lib', from: /^components\//, banned: /^entrypoints\// },
  { name: 'lib is without a user interface', from: /^lib\//, banned: /^(?:preact|uplot)/ },
  ...['square', 'text', 'copies'].flatMap((folder): ImportRule[] => [
    {
      name: `lib/${folder} imports only itself and the words everything shares`,
      from: new RegExp(`^lib/${folder}/`),
      banned: OURS,
      unless: new RegExp(`^lib/(?:${folder}/|post[\\w-]*\\.ts$)`),
    },
    { name: `lib/${folder} is pure`, from: new RegExp(`^lib/${folder}/`), banned: FRAMEWORKS },
  ]),
  {
    name: 'components have no storage and no messages',
    from: /^components\//,
    banned:
      /^lib\/(?:store|square|worker|cli)\/|^lib\/(?:browser|send-with-retry)\.ts$|^(?:idb|webextension-polyfill|wxt|node:)/,
    unless: /^lib\/square\/hosts\.ts$/,
  },
  { name: 'only lib/store opens the database', from: /^(?!lib\/store\/)/, banned: /^idb$/ },
  { name: 'only lib/cli is for Node', from: /^(?!lib\/cli\/)/, banned: /^node:|^lib\/cli\// },
  {
    name: 'pages and content script leave the work to the worker by message',
    from: /^(?:entrypoints\/(?!background)|components\/)/,
    banned: /^lib\/worker\//,
  },
  {
    name: 'the content script has no framework, no schemas and no database',
    from: /^entrypoints\/square\.content\//,
    banned: /^(?:preact|zod|idb|uplot)|^components\/.*\.tsx$|^lib\/store\//,
  },
];

test('every file that is imported is there', () => {
  expect(graph.size).toBeGreaterThan(150);
  const missing = [...graph].flatMap(([file, targets]) =>
    targets
      .filter((target) => OURS.test(target) && !existsSync(join(PROJECT, target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(missing).toEqual([]);
});

test('there is no import circle', () => {
  expect(circles(graph)).toEqual([]);
});

test('who may import what', () => {
  expect(brokenRules(graph, RULES)).toEqual([]);
});

test(`a folder has at most ${MOST_FILES} source files`, () => {
  const counts = new Map<string, number>();
  for (const file of sources.keys()) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
});

/** The real imports, and those of some more files. */
const withFiles = (files: Record<string, string>) =>
  new Map([...graph, ...importGraph(new Map(Object.entries(files)))]);

describe('the checks find what they are for', () => {
  test.each([
    ['two files', { 'lib/one.ts': "import './two.ts';", 'lib/two.ts': "import './one.ts';" }],
    [
      'three files in two folders, by a type, an export and a late import',
      {
        'lib/one.ts': "import type { Two } from './store/two.ts';\nexport type One = Two;",
        'lib/store/two.ts': "export * from '../three.ts';",
        'lib/three.ts': "export const load = () => import('./one.ts');",
      },
    ],
    [
      'a type in place',
      { 'lib/one.ts': "export type A = import('./two.ts').B;", 'lib/two.ts': "import './one.ts';" },
    ],
    ['a file and itself', { 'lib/one.ts': "import { x } from './one.ts';\nexport const y = x;" }],
  ])('a circle of %s', (_name, files) => {
    expect(circles(withFiles(files as Record<string, string>))).toContainEqual(Object.keys(files).sort());
  });

  test('a chain without a circle is none', () => {
    const chain = {
      'lib/one.ts': "import './two.ts';\nimport './post.ts';",
      'lib/two.ts': "import './post.ts';",
    };
    expect(circles(withFiles(chain))).toEqual(circles(graph));
  });

  test.each([
    ['lib', '../entrypoints/popup/main.tsx'],
    ['lib', '../components/format.ts'],
    ['lib/store', 'preact/hooks'],
    ['lib/store', '../../tests/replay/pages.ts'],
    ['lib/worker', 'node:fs'],
    ['lib/text', '../browser.ts'],
    ['lib/text', '../messages.ts'],
    ['lib/text', '../copies/source-forest.ts'],
    ['lib/square', '../text/to-post.ts'],
    ['lib/square/page', 'webextension-polyfill'],
    ['lib/copies', 'idb'],
    ['lib/copies/compare', '../../store/library.ts'],
    ['components', '../entrypoints/popup/main.tsx'],
    ['components/popup', '../../lib/store/reader.ts'],
    ['components', '../lib/browser.ts'],
    ['components/library', '../../lib/square/urls.ts'],
    ['entrypoints/popup', 'idb'],
    ['entrypoints/popup', '../../lib/worker/handlers.ts'],
    ['entrypoints/square.content', 'preact'],
    ['entrypoints/square.content/strip', '../../../lib/store/reader.ts'],
    ['entrypoints/library', '../../tests/replay/pages.ts'],
  ])('%s may not import %s', (folder, imported) => {
    const file = `${folder}/probe.ts`;
    const broken = brokenRules(
      withFiles({ [file]: `import { x } from '${imported}';\nexport const y = x;` }),
      RULES,
    );
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.filter((line) => !line.includes(`: ${file} imports `))).toEqual([]);
  });

  test.each([
    ['lib/square', '../post.ts'],
    ['lib/store', '../text/to-post.ts'],
    ['lib/store', 'idb'],
    ['components', 'preact'],
    ['components/popup', '../../lib/post.ts'],
    ['entrypoints/popup', '../../lib/store/reader.ts'],
    ['entrypoints/popup', '../../components/format.ts'],
    ['lib/cli', 'node:fs'],
  ])('%s may import %s', (folder, imported) => {
    expect(brokenRules(withFiles({ [`${folder}/probe.ts`]: `import '${imported}';` }), RULES)).toEqual([]);
  });
});
