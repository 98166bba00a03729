import { canonicalJson, type Sha256, sha256 } from './canonical-json.ts';
import { type ExportablePost, toExportRecord } from './export-record.ts';

/** A record as it stands in a document, and its hash as a row of it. */
export interface ExportRow {
  /** JSON on one line. */
  text: string;
  hash: string;
}

/** The row of a post. */
export async function toExportRow(post: ExportablePost, hash: Sha256 = sha256): Promise<ExportRow> {
  const record = await toExportRecord(post, hash);
  return { text: JSON.stringify(record), hash: await hash(canonicalJson(record)) };
}
