import { createHash } from 'node:crypto';
import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { build } from '../browser/harness/build.ts';
import { packAll } from './package.ts';

const sums = (archives: Map<string, Buffer>) =>
  Object.fromEntries(
    [...archives].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );

test('built and packed twice, every archive is the same to the byte', async () => {
  const first = await packAll();
  build('chrome');
  build('firefox');
  expect(sums(await packAll())).toEqual(sums(first));
});

test('the archives hold what the stores want', async () => {
  const archives = await packAll();
  const names = async (ending: string) => {
    const bytes = [...archives].find(([name]) => name.endsWith(ending))?.[1];
    return Object.keys((await JSZip.loadAsync(bytes ?? Buffer.alloc(0))).files);
  };
  for (const ending of ['-chrome.zip', '-firefox.zip']) {
    expect(await names(ending)).toEqual(
      expect.arrayContaining(['manifest.json', 'background.js', 'popup.html', 'library.html']),
    );
  }
  const sources = await names('-sources.zip');
  expect(sources).toEqual(
    expect.arrayContaining(['package.json', 'package-lock.json', '.npmrc', 'wxt.config.ts', 'README.md']),
  );
  expect(sources.filter((name) => /^(?:node_modules|\.output|\.wxt|\.git|demo-output)\//.test(name))).toEqual(
    [],
  );
});
