/** Weight of what the user's browser loads, beside an empty WXT content script and what others ship. */
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureBuilt, PROJECT } from '../browser/harness/build.ts';
import { firstLoad, gzipped } from '../build/bundle.ts';
import type { Row } from './table.ts';

const kB = (bytes: number) => bytes / 1000;
/** An annotator of other people's pages that npm has built. */
const PEER = {
  name: 'hypothesis',
  files: ['build/boot.js', 'build/scripts/annotator.bundle.js', 'build/styles/annotator.css'],
};

export async function rows(): Promise<Row[]> {
  ensureBuilt('chrome');
  const floor = emptyBuild();
  const row = (what: string, bytes: number, name: string, beside: number): Row => ({
    area: 'size',
    what: `${what}, gzip`,
    unit: 'kB',
    better: 'less',
    ours: [kB(bytes)],
    beside: { name, value: kB(beside) },
  });
  const content = gzipped('chrome', ['content-scripts/square.js']);
  const peer = PEER.files.map((name) => join(PROJECT, 'node_modules', PEER.name, name));
  return [
    row('content script', content, 'an empty one of WXT', floor.content),
    row('content script', content, `what ${PEER.name} puts into a page`, sum(peer)),
    row('background', gzipped('chrome', ['background.js']), 'an empty one of WXT', floor.background),
    row(
      'popup, first view',
      gzipped('chrome', firstLoad('chrome', 'popup.html')),
      'an empty page of WXT',
      floor.popup,
    ),
    row(
      'library, first view',
      gzipped('chrome', firstLoad('chrome', 'library.html')),
      'an empty page of WXT',
      floor.popup,
    ),
  ];
}

/** The least that WXT makes: a content script, a background and a page that do nothing. */
function emptyBuild(): { content: number; background: number; popup: number } {
  const dir = mkdtempSync(join(tmpdir(), 'feedglass-floor-'));
  const put = (path: string, text: string) => writeFileSync(join(dir, path), text);
  try {
    symlinkSync(join(PROJECT, 'node_modules'), join(dir, 'node_modules'));
    mkdirSync(join(dir, 'entrypoints', 'popup'), { recursive: true });
    put('package.json', '{"name":"floor","version":"1.0.0","type":"module"}');
    put(
      'wxt.config.ts',
      `export default { manifestVersion: 3, imports: false, vite: () => ({ build: { modulePreload: false } }) };`,
    );
    put(
      'entrypoints/square.content.ts',
      `import { defineContentScript } from 'wxt/utils/define-content-script';
       export default defineContentScript({ matches: ['https://www.binance.com/square*'], main() {} });`,
    );
    put(
      'entrypoints/background.ts',
      `import { defineBackground } from 'wxt/utils/define-background';
       export default defineBackground(() => {});`,
    );
    put(
      'entrypoints/popup/index.html',
      '<!doctype html><title>floor</title><script type="module" src="./main.ts"></script>',
    );
    put('entrypoints/popup/main.ts', 'document.title = "floor";');
    const wxt = join(PROJECT, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [wxt, 'build'], {
      cwd: dir,
      env: { ...process.env, NODE_ENV: 'production', WXT_TELEMETRY: '0' },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the empty extension could not be built\n${stdout}${stderr}`);
    const out = join(dir, '.output', 'chrome-mv3');
    const weight = (...names: string[]) => sum(names.map((name) => join(out, name)));
    const chunks = readdirSync(join(out, 'chunks')).map((name) => `chunks/${name}`);
    return {
      content: weight('content-scripts/square.js'),
      background: weight('background.js'),
      popup: weight('popup.html', ...chunks),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Bytes of files, each gzipped. */
const sum = (paths: string[]) =>
  paths.reduce((bytes, path) => bytes + gzipSync(readFileSync(path), { level: 9 }).length, 0);
