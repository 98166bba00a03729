import JSZip from 'jszip';
import { expect, test } from 'vitest';
import { packAll } from './package.ts';

test('the archives have the required files', async () => {
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
