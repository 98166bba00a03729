import type { Post, RawPost } from '../../post.ts';
import { contentOf } from '../../text/content-id.ts';
import { toPost } from '../../text/to-post.ts';
import type { InputPost } from '../ndjson.ts';
import { type PackedLists, packLists } from './packed-lists.ts';

/** Where a post was read: the number of the file, and the place in it ("line 3"). */
export interface InputPlace {
  path: number;
  place: string;
}

/** A post as it was read, until all are: a hashtag is a ticker when any of them writes it as one. */
export interface GivenPost extends InputPlace {
  post: Post;
  /** Content id of its text. */
  content: string;
  /** With what it was made from, if codes that other posts write as tickers could change it. */
  unsure?: { raw: RawPost; codes: string[] };
  id: string | null;
  lines: boolean;
}

/** Posts of one file. */
export interface PostsToParse {
  /** JSON of an array of `InputPost`: one text is given to another thread faster than many objects. */
  posts: string;
  path: number;
  /** True for a file with a post a line. */
  lines: boolean;
}

export interface ParsedPosts {
  /** Each `GivenPost` as JSON in UTF-8. */
  given: PackedLists<Uint8Array>;
  /** Codes that they write as tickers. */
  codes: string[];
}

/** Parses posts; depends on each alone. */
export function parsePosts({ posts, path, lines }: PostsToParse): ParsedPosts {
  const given: Uint8Array[] = [];
  const tickers = new Set<string>();
  for (const { raw, id, place = 'the page' } of JSON.parse(posts) as InputPost[]) {
    const codes: string[] = [];
    const has = (code: string) => {
      codes.push(code);
      return false;
    };
    const post = toPost(raw, { has });
    for (const { code } of post.cashtags) tickers.add(code);
    // A post without an id has that of its text.
    const content = post.id.startsWith('text:') ? post.id : contentOf(post);
    const one: GivenPost = { post, content, id, place, path, lines };
    if (codes.length > 0) one.unsure = { raw, codes };
    given.push(Buffer.from(JSON.stringify(one)));
  }
  return { given: packLists(given, Uint8Array), codes: [...tickers] };
}
