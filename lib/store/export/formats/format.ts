/** What every text format of Take away is made of. All of them are pure: records in, pieces of text out. */
import type { CopyKind } from '../../../post.ts';
import type { ExportRecord } from '../export-schema.ts';

/** A post on its way out, with its place among the copies. */
export interface Leaving {
  capture: ExportRecord;
  /** Its copy group; `null` when it has none. */
  group: { id: string; kind: CopyKind; first: string | null } | null;
}

/** A format that is written post by post, so that 100,000 of them need no more memory than one stretch. */
export interface Format {
  /** File name ending, without a dot. */
  ending: string;
  mime: string;
  head: string;
  /** What one post adds; empty when the format has no place for it. */
  row: (post: Leaving) => string;
  /** What stands at the end. It may hold what was gathered from the rows. */
  tail: () => string;
}

/** Who posted, as one key: the handle, else the name. `null`: unknown. */
export function accountOf({ capture: { author } }: Leaving): string | null {
  return author.handle ?? author.name;
}
