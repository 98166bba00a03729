/** Checks an export: its hashes, its times and its claims of copies. */
import { canonicalJson } from '../export/canonical-json.ts';
import { documentHash } from '../export/document-hash.ts';
import { exportTimes } from '../export/export-record.ts';
import type { ExportDocument } from '../export/export-schema.ts';
import { type ImportDocument, recordsWithBadHash } from '../import/read-export.ts';
import { checkClaims, type Fault } from './check-claims.ts';

export interface Verification {
  /** What does not hold; empty if all does. */
  faults: Fault[];
  posts: number;
  /** Copy claims that were computed again from both texts. */
  claims: number;
  /** Copy claims that could not be: one of the texts is not in the document. */
  unchecked: number;
  /** The hash of the document; `null` for NDJSON and version 1, which have none. */
  hash: string | null;
}

/**
 * Checks a parsed document. The hash finds every changed value, but whoever changes a file on purpose can compute it
 * anew; times and copies are computed from the texts and ids themselves.
 * @param pause called between pieces of work; it may throw to stop
 */
export async function verifyExport(
  document: ImportDocument,
  pause?: () => Promise<void>,
): Promise<Verification> {
  const faults: Fault[] = [];
  const at = new Map(document.captures.map(({ id }, i) => [id, `captures[${i}] (id ${id})`]));
  const changed = await recordsWithBadHash(document);
  for (const id of changed)
    faults.push({ path: at.get(id) ?? id, message: 'was changed after it was exported' });
  for (const record of document.captures) {
    if (record.times !== undefined && canonicalJson(record.times) !== canonicalJson(exportTimes(record)))
      faults.push({
        path: `${at.get(record.id)}.times`,
        message: 'do not follow from the id, label and sighting',
      });
  }
  const hash = document.copyGroups === null ? null : (document.sha256 ?? null);
  if (document.copyGroups !== null && document.version > 1) {
    if (hash === null) faults.push({ path: 'sha256', message: 'the hash of the document is missing' });
    else if ((await documentHash(document as ExportDocument)) !== hash)
      faults.push({ path: 'sha256', message: 'the document was changed after it was exported' });
  }
  const claims = await checkClaims({ ...document, copyGroups: document.copyGroups ?? [] }, pause);
  faults.push(...claims.faults);
  return {
    ...{ faults, posts: document.captures.length, hash },
    ...{ claims: claims.checked, unchecked: claims.unchecked },
  };
}
