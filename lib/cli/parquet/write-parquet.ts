import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Leaving } from '../../store/export/formats/format.ts';
import { COLUMNS, CREATED_BY, cellOf, SCHEMA } from './parquet-columns.ts';

/** Rows of a group, which are written together, and the characters of their texts, at most. */
const GROUP_ROWS = 50_000;
const GROUP_LENGTH = 32 * 1024 * 1024;

/** Writes posts as Parquet, a row each, in pieces: joined they are the file. */
export class ParquetRows {
  readonly #bytes = new ByteWriter();
  readonly #writer = new ParquetWriter({ writer: this.#bytes, schema: SCHEMA, createdBy: CREATED_BY });
  #posts: Leaving[] = [];
  #length = 0;

  /** Adds posts; returns the bytes of what is complete. */
  add(posts: readonly Leaving[]): Uint8Array {
    for (const post of posts) {
      this.#posts.push(post);
      this.#length += post.capture.text.length;
    }
    if (this.#posts.length >= GROUP_ROWS || this.#length >= GROUP_LENGTH) this.#writeGroup();
    return this.#take();
  }

  /** The rest of the file. */
  end(): Uint8Array {
    if (this.#posts.length > 0) this.#writeGroup();
    void this.#writer.finish();
    return this.#take();
  }

  #writeGroup(): void {
    const posts = this.#posts;
    // A promise only where the bytes are written out by a function of ours.
    void this.#writer.write({
      columnData: COLUMNS.map((column) => ({
        name: column.name,
        data: posts.map((post) => cellOf(column, post)),
      })),
      rowGroupSize: posts.length,
    });
    this.#posts = [];
    this.#length = 0;
  }

  #take(): Uint8Array {
    const bytes = this.#bytes.getBytes().slice();
    this.#bytes.index = 0;
    return bytes;
  }
}
