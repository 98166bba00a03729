import type { PostStats } from './index/postings.ts';

/** What an insert or a removal does to the index: plain data, to be stored with the post and replayed. */
export type IndexChange =
  | (PostStats & {
      op: 'insert';
      id: string;
      /** What finds the post: pairs no matched post owns, and its identity. */
      keys: Uint32Array;
      /** Pairs found to be too common to be keys. */
      stops: Uint32Array;
      /** Buckets of its distinct words, and its sentences, when it is a new text. */
      words: Uint16Array;
      sentences: Uint32Array;
    })
  | { op: 'remove'; id: string };
