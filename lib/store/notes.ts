/** The note outside the database, in the extension's own storage. */
import { browser } from '../browser.ts';
import type { Note, NoteStore } from './witness.ts';

const KEY = 'witness';

export const browserNotes: NoteStore = {
  get: async () => ((await browser.storage.local.get(KEY))[KEY] as Note | undefined) ?? null,
  set: (note) => browser.storage.local.set({ [KEY]: note }),
};
