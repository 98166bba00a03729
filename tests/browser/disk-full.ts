/** A disk that is really full: the profile lies on a small file system of its own, which only root can mount. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why no disk can be filled here; empty where one can. */
export const NO_SMALL_DISK = smallDiskProblem();

function smallDiskProblem(): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux';
  const probe = mkdtempSync(join(tmpdir(), 'feedglass-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]).status === 0;
  if (mounted) spawnSync('umount', ['-l', probe]);
  rmSync(probe, { recursive: true });
  return mounted ? '' : 'this system lets nobody mount';
}

/** A small disk in memory. */
export class SmallDisk {
  readonly dir: string;
  #files = 0;

  /** @param megabytes its size. */
  constructor(megabytes: number) {
    this.dir = mkdtempSync(join(tmpdir(), 'feedglass-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.dir]);
    mkdirSync(join(this.dir, 'ballast'));
  }

  /** Free bytes. */
  get free(): number {
    const { bavail, bsize } = statfsSync(this.dir);
    return bavail * bsize;
  }

  /** Fills it up to so many free bytes. */
  fillTo(free: number): void {
    const bytes = this.free - free;
    if (bytes <= 0) return;
    try {
      writeFileSync(join(this.dir, 'ballast', String(this.#files++)), Buffer.alloc(bytes));
    } catch (error) {
      // The browser took the rest meanwhile: it is as full as it gets.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  /** Takes away what `fillTo` put there. */
  makeRoom(): void {
    rmSync(join(this.dir, 'ballast'), { recursive: true });
    mkdirSync(join(this.dir, 'ballast'));
  }

  remove(): void {
    spawnSync('umount', ['-l', this.dir]);
    rmSync(this.dir, { recursive: true, force: true });
    rmSync(`${this.dir}-cache`, { recursive: true, force: true });
  }
}

/** What a run of notes came to: the last note of each post that was acknowledged, and how the others were refused. */
export interface NotesRun {
  acknowledged: Record<string, string>;
  count: number;
  refusals: string[];
}

/**
 * Writes notes that do not compress on posts in turn, until so many were refused. Runs in a page of the extension;
 * travels as text.
 */
export async function writeNotes({
  ids,
  refused,
  most,
}: {
  ids: string[];
  refused: number;
  most: number;
}): Promise<NotesRun> {
  const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
  const run: NotesRun = { acknowledged: {}, count: 0, refusals: [] };
  for (let i = 0; i < most && run.refusals.length < refused; i++) {
    const id = ids[i % ids.length] as string;
    const words = crypto.getRandomValues(new Uint8Array(9_000));
    const note = `${i} ${Array.from(words, (n) => n.toString(36).padStart(2, '0')).join('')}`;
    const ask = { id, note, tags: [] };
    const answer = (await api.runtime
      .sendMessage({ to: 'background', kind: 'setNote', ask })
      .catch((error: unknown) => ({ ok: false, error: `thrown ${error}` }))) as {
      ok: boolean;
      error?: string;
    };
    if (answer?.ok) {
      run.acknowledged[id] = note;
      run.count++;
    } else {
      // Whether a refused note is stored nobody promised.
      delete run.acknowledged[id];
      run.refusals.push(answer?.error ?? 'no answer');
    }
  }
  return run;
}

/** The notes of all posts, read past all our code. Travels as text. */
export function readNotes(): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open('feedglass');
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const names = [...open.result.objectStoreNames];
      if (!names.includes('posts')) {
        open.result.close();
        resolve({});
        return;
      }
      const posts = open.result.transaction('posts').objectStore('posts').getAll();
      posts.onerror = () => reject(posts.error);
      posts.onsuccess = () => {
        open.result.close();
        resolve(Object.fromEntries(posts.result.map((post) => [post.id, post.note])));
      };
    };
  });
}

/** Ids whose acknowledged note is not stored. */
export const missing = (run: NotesRun, stored: Record<string, string>): string[] =>
  Object.keys(run.acknowledged).filter((id) => stored[id] !== run.acknowledged[id]);
