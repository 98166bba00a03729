/**
 * `npm run package`: the archives for the stores, and the sources that Mozilla's reviewers ask for. The same
 * sources give the same bytes: names are sorted, and every file carries the same date.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import { build, buildFolder, PROJECT } from '../browser/harness/build.ts';

/** The first day a zip file can name. */
const DATE = new Date('1980-01-01T00:00:00Z');

/** What an archive holds: names with forward slashes, and where each file is. */
type Listing = Map<string, string>;

function filesBelow(folder: string): Listing {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(names.map((file) => [relative(folder, file).split(sep).join('/'), file]));
}

/** Every file under version control, as it is now: what a reviewer needs to build the extension. */
function sources(): Listing {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8' });
  return new Map(
    names
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => [name, join(PROJECT, name)]),
  );
}

/** @returns the archive's bytes. */
export async function pack(files: Listing): Promise<Buffer> {
  const zip = new JSZip();
  for (const name of [...files.keys()].sort()) {
    const file = files.get(name) ?? '';
    zip.file(name, readFileSync(file), { date: DATE, createFolders: false, unixPermissions: 0o644 });
  }
  return zip.generateAsync({
    type: 'nodebuffer',
    platform: 'UNIX',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
  });
}

/** Packs both builds and the sources. @returns file name -> bytes. */
export async function packAll(): Promise<Map<string, Buffer>> {
  const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  return new Map([
    [`feedglass-${version}-chrome.zip`, await pack(filesBelow(buildFolder('chrome')))],
    [`feedglass-${version}-firefox.zip`, await pack(filesBelow(buildFolder('firefox')))],
    [`feedglass-${version}-sources.zip`, await pack(sources())],
  ]);
}

async function main() {
  build('chrome');
  build('firefox');
  const folder = join(PROJECT, '.output');
  for (const [name, bytes] of await packAll()) {
    writeFileSync(join(folder, name), bytes);
    const sum = createHash('sha256').update(bytes).digest('hex');
    console.log(`.output/${name}  ${(bytes.length / 1000).toFixed(1)} kB  sha256 ${sum}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
