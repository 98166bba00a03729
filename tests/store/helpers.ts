import 'fake-indexeddb/auto';
import type { RawPost } from '../../lib/post.ts';
import { Connection } from '../../lib/store/db/connection.ts';
import type { LossMarker, LossMarkerStore } from '../../lib/store/health/loss-marker.ts';
import type { ImportCallbacks, ImportCounts } from '../../lib/store/import/import-posts.ts';
import { type ImportDocument, toImportPayload } from '../../lib/store/import/read-export.ts';
import { Library, type LibraryOptions } from '../../lib/store/library.ts';
import { openReader } from '../../lib/store/reader.ts';
import { rawPost } from '../text/raw.ts';

/** A raw post with only what a test cares about. */
export function raw(id: string | null, text: string, rest: Partial<RawPost> = {}): RawPost {
  const url = id === null ? null : `https://www.binance.com/en/square/post/${id}`;
  return rawPost(text, { id, url, author: { name: 'Ann', handle: 'ann' }, ...rest });
}

/** Time `hour` hours after noon of a fixed day. */
export const at = (hour: number) => new Date(Date.UTC(2026, 5, 3, 12) + hour * 3_600_000).toISOString();

export class Notes implements LossMarkerStore {
  note: LossMarker | null = null;
  async get() {
    return this.note;
  }
  async set(note: LossMarker) {
    this.note = structuredClone(note);
  }
}

let count = 0;

/** A fresh library with a clock that a test moves. */
export function fresh(options: Partial<LibraryOptions> = {}) {
  const name = `test-${++count}`;
  const clock = { hour: 0 };
  const notes = new Notes();
  const make = (more: Partial<LibraryOptions> = {}) =>
    new Library({
      connection: new Connection(name),
      lossMarkerStore: notes,
      now: () => new Date(at(clock.hour)),
      ...options,
      ...more,
    });
  return { name, clock, notes, library: make(), again: make, reader: openReader(new Connection(name)) };
}

/** Imports a document now, as the library page does. */
export function importDocument(
  library: Library,
  document: ImportDocument,
  callbacks?: ImportCallbacks,
): Promise<ImportCounts> {
  return library.importPosts(toImportPayload(document, new Date().toISOString()), callbacks);
}
