import { open } from 'node:fs/promises';
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { ImportError } from '../../store/import/json-file.ts';
import { PostLineReader, type PostLines } from '../ndjson.ts';
import { CREATED_BY } from './parquet-columns.ts';

/** Rows given at a time. */
const BATCH_ROWS = 1000;
/** Columns with the names that lines of NDJSON have, and those of an export. */
const COLUMNS_READ = [
  ...['id', 'author', 'postedAt', 'title', 'text', 'url', 'site'],
  ...['posted_at', 'author_name', 'author_handle'],
];
/**
 * Reads posts from a Parquet file, a row each: columns as the fields of a line of NDJSON, or as `analyze` writes them. One
 * group of rows is in memory at a time.
 * @param onBytes called with the number of bytes that were read, about
 * @throws the system's error; ImportError for a file that is damaged or has no texts
 */
export async function* readParquet(
  path: string,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<PostLines> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const file: AsyncBuffer = {
      byteLength: size,
      async slice(start, end = size) {
        const bytes = new Uint8Array(Math.max(0, end - start));
        let done = 0;
        while (done < bytes.length) {
          const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return bytes.buffer;
      },
    };
    const metadata = await damageNamed(() => parquetMetadataAsync(file));
    const names = columnNames(metadata);
    const columns = COLUMNS_READ.filter((name) => names.includes(name));
    if (!columns.includes('text')) throw new ImportError('other-format', 'no column is named text');
    const reader = new PostLineReader('row');
    // What an export has besides is found anew from the text.
    const unknown = metadata.created_by === CREATED_BY ? [] : names.filter((name) => !columns.includes(name));
    let start = 0;
    for (const [i, { num_rows }] of metadata.row_groups.entries()) {
      const end = start + Number(num_rows);
      const rows = await damageNamed(() =>
        parquetReadObjects({ file, metadata, columns, compressors, rowStart: start, rowEnd: end }),
      );
      for (let at = 0; at < rows.length; at += BATCH_ROWS)
        yield reader.read(rows.slice(at, at + BATCH_ROWS).map((row) => JSON.stringify(toLine(row), plain)));
      start = end;
      onBytes?.(Math.floor((size * (i + 1)) / metadata.row_groups.length));
    }
    if (start === 0) throw new ImportError('empty', 'the file has no rows');
    const warnings = unknown.map((name) => `column ${name}: unknown; skipped`);
    yield { posts: [], errors: [], warnings: [...reader.end().warnings, ...warnings] };
  } finally {
    await handle.close();
  }
}

/** Names of the columns themselves, not of what is nested in them. */
function columnNames({ schema }: FileMetaData): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const { num_children = 0 } = schema[at++] ?? {};
    for (let i = 0; i < num_children && at < schema.length; i++) skip();
  };
  while (at < schema.length) {
    names.push(schema[at]?.name ?? '');
    skip();
  }
  return names;
}

/** The fields of a row as those of a line. */
function toLine(row: Record<string, unknown>): object {
  const { author_name, author_handle, posted_at, author, postedAt, ...line } = row;
  const parts =
    author_name == null && author_handle == null ? null : { name: author_name, handle: author_handle };
  return { ...line, author: author ?? parts, postedAt: postedAt ?? posted_at };
}

/** Values as JSON has them: an id of 64 bits is a text, a time in them a number. */
function plain(name: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return name === 'id' ? String(value) : Number(value);
}

async function damageNamed<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).syscall === 'string') throw error;
    const { message } = error as Error;
    throw new ImportError('other-format', `not a Parquet file, or a damaged one (${message})`);
  }
}
