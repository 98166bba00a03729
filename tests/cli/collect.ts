/** Reads and collects the posts of texts in memory, as `analyze` does with files. */
import { PostLineReader, type PostLines } from '../../lib/cli/ndjson.ts';
import { PostCollection } from '../../lib/cli/post-collection.ts';
import type { ReportError } from '../../lib/cli/run-program.ts';

/**
 * The posts of NDJSON as a whole.
 * @param source text, or the bytes of a file
 * @throws ImportError when there is nothing, or nothing that is text
 */
export function parsePostLines(source: string | Uint8Array): PostLines {
  const reader = new PostLineReader();
  const read = reader.read(typeof source === 'string' ? source.split('\n') : splitBytes(source));
  read.warnings.push(...reader.end().warnings);
  return read;
}

function splitBytes(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from <= bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    lines.push(bytes.subarray(from, end < 0 ? bytes.length : end));
    if (end < 0) break;
    from = end + 1;
  }
  return lines;
}

/** The posts of NDJSON with their copies; two equal lines are two posts. */
export async function collectPosts(
  source: string | Uint8Array,
  path = 'posts.ndjson',
  reportError: ReportError = () => {},
): Promise<PostCollection> {
  const collection = new PostCollection(reportError);
  await collection.addPosts(parsePostLines(source).posts, path, true);
  await collection.finish();
  return collection;
}
