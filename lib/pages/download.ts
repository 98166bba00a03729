/** Saves a file: builds it from chunks and clicks a download link. */

/**
 * Joins chunks of text. Each chunk becomes a Blob at once, because the browser can move Blobs out of memory,
 * but not one long string.
 */
export async function blobFromChunks(chunks: AsyncIterable<string>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const chunk of chunks) parts.push(new Blob([chunk]));
  return new Blob(parts, { type });
}

/** Time, in ms, after which the URL is revoked; until then the browser must have begun to read it. */
const REVOKE_AFTER_MS = 60_000;

export function downloadBlob(blob: Blob, name: string, doc: Document = document): void {
  const link = doc.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}
