/** Gives the user a file: made of pieces, then offered by a link that is clicked once. */

/**
 * Joins pieces of text. Each becomes a Blob at once: the browser may move it out of memory, where one long string
 * could not be.
 */
export async function blobFromChunks(chunks: AsyncIterable<string>, type: string): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const chunk of chunks) parts.push(new Blob([chunk]));
  return new Blob(parts, { type });
}

/** How long the browser may take to begin reading, in ms, before the content is let go. */
const REVOKE_AFTER_MS = 60_000;

export function downloadBlob(blob: Blob, name: string, doc: Document = document): void {
  const link = doc.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}
