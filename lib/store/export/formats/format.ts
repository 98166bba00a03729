/** Interface of the text formats of an export. All are pure: records in, chunks of text out. */
import type { CopyKind } from '../../../post.ts';
import type { ExportRecord } from '../export-schema.ts';

/** A post to export, with its copy group. */
export interface Leaving {
  capture: ExportRecord;
  /** Its copy group; `null` if it has none. */
  group: { id: string; kind: CopyKind; first: string | null } | null;
}

/** A format written post by post, so that 100,000 posts need no more memory than one batch. */
export interface Format {
  /** File name extension, without a dot. */
  ending: string;
  mime: string;
  head: string;
  /** The text for one post; empty if the format leaves it out. */
  row: (post: Leaving) => string;
  /** The end of the file. It may contain what was collected from the rows. */
  tail: () => string;
}

/** Key of the author: the handle, else the name; `null` if unknown. */
export function accountOf({ capture: { author } }: Leaving): string | null {
  return author.handle ?? author.name;
}
