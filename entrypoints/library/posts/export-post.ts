/** Exports one post whose record cannot be displayed. */
import { downloadBlob } from '../../../lib/pages/download.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { toExportRecord } from '../../../lib/store/export/export-record.ts';
import { ndjson } from '../../../lib/store/export/formats/ndjson.ts';

/** Saves a file with the post: as NDJSON, which can be imported, or else its record as it is stored. */
export async function exportPost(post: StoredPost): Promise<void> {
  const text = await toExportRecord(post).then(
    (capture) => ndjson().row({ capture, group: null }),
    () => JSON.stringify(post),
  );
  downloadBlob(new Blob([text], { type: ndjson().mime }), `feedglass-${post.id.replace(':', '-')}.ndjson`);
}
