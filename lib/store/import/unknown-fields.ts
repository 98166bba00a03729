/** Leaves out the fields of an import that this version does not know, where that is safe, and collects their names. */
import type * as z from 'zod/mini';

/** Lists whose every field counts: what the user decided must not be read as something else. */
const WHOLE = new Set(['verdicts', 'corrections']);
/** An unknown field can hide others: they are found after it was left out. */
const MAX_ROUNDS = 5;

export class UnknownFields {
  /** Their names, each once, with their place: `captures.mood`. */
  readonly names = new Set<string>();
  /** The whole records of the file of which a field was left out, by id: their hashes are of these. */
  readonly records = new Map<string, unknown>();

  /**
   * Checks a value, and leaves out fields that the schema does not know.
   * @param list the list that the value is a record of; `null` for the document
   * @returns the result of the schema; its first issue is another one than an unknown field, unless that is not safe
   */
  check<T>(
    schema: z.ZodMiniType<T>,
    value: unknown,
    list: string | null,
  ): ReturnType<typeof schema.safeParse> {
    let read = schema.safeParse(value);
    let copy: unknown = null;
    for (let round = 0; !read.success && round < MAX_ROUNDS; round++) {
      const unknown = read.error.issues.filter((issue) => issue.code === 'unrecognized_keys');
      const isSafe = unknown.every(({ path }) => !WHOLE.has(list ?? String(path[0])));
      if (unknown.length === 0 || !isSafe) return read;
      copy ??= structuredClone(value);
      for (const { path, keys } of unknown)
        for (const key of keys) this.#leaveOut(value, copy, path, key, list);
      read = schema.safeParse(copy);
    }
    return read;
  }

  #leaveOut(whole: unknown, copy: unknown, path: PropertyKey[], key: string, list: string | null): void {
    let at = copy as Record<PropertyKey, unknown>;
    for (const step of path) at = at[step] as Record<PropertyKey, unknown>;
    delete at[key];
    const names = path.filter((step) => typeof step === 'string');
    this.names.add([...(list === null ? [] : [list]), ...names, key.slice(0, 60)].join('.'));
    const isCapture = list === 'captures' || (list === null && path[0] === 'captures');
    if (!isCapture) return;
    const record = list === null ? (whole as { captures: unknown[] }).captures[Number(path[1])] : whole;
    const { id } = record as { id?: unknown };
    if (typeof id === 'string') this.records.set(id, record);
  }
}
