/**
 * The model of what the reader did to posts: a list of events, replayed without the imports that were undone. So the
 * library after an undo is the one in which that import never happened and everything else did.
 */

/** The part of a post that files and the reader change. */
export interface Entry {
  note: string;
  tags: string[];
  /** ISO time; `null` for a post that is not saved. */
  capturedAt: string | null;
}
/** What a file says of one post. */
export type FileEntry = Entry & { id: string };

export type HistoryEvent =
  | { kind: 'import'; file: readonly FileEntry[]; undone: boolean }
  /** @property capturedAt of the post when the field was changed */
  | { kind: 'field'; id: string; change: Partial<Entry>; capturedAt: string | null }
  | { kind: 'delete'; id: string };

/**
 * The entries of all posts after these events, by id.
 * @param seen posts that the library had before, neither saved nor written on
 */
export function replay(events: readonly HistoryEvent[], seen: readonly string[] = []): Map<string, Entry> {
  const model = new Map<string, Entry>(seen.map((id) => [id, { note: '', tags: [], capturedAt: null }]));
  for (const event of events) {
    if (event.kind === 'delete') model.delete(event.id);
    else if (event.kind === 'field') {
      const old = model.get(event.id);
      // Without the import the reader's own words keep the post, saved if it was.
      const keeps = Object.values(event.change).some((value) => value !== null && value.length > 0);
      if (old || keeps) {
        const { capturedAt } = event;
        model.set(event.id, { note: '', tags: [], capturedAt, ...old, ...event.change });
      }
    } else if (!event.undone) {
      for (const { id, ...imported } of event.file) model.set(id, merge(model.get(id), imported));
    }
  }
  return model;
}

/** An imported entry merged into the stored one. */
function merge(old: Entry | undefined, { note, tags, capturedAt }: Entry): Entry {
  const times = [old?.capturedAt ?? null, capturedAt].filter((time) => time !== null).sort();
  const notes = [old?.note ?? '', note].filter((text) => text !== '');
  return {
    note: old?.note.includes(note) ? old.note : notes.join('\n\n'),
    tags: [...new Set([...(old?.tags ?? []), ...tags])],
    capturedAt: times[0] ?? null,
  };
}
