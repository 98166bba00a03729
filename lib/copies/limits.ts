/** Bounds of the search for sources; smaller ones make floods small enough for tests. */
export interface Limits {
  /** Maximum number of posts that a key returns. */
  head: number;
  /** Candidates a post is compared with. */
  candidates: number;
  /** Later posts that are compared at once with a new one, and that are searched again; others wait for `maintain`. */
  compared: number;
  searched: number;
  /** Postings read at once for later posts; more wait for `maintain`. */
  postings: number;
}

export const LIMITS: Limits = { head: 8, candidates: 16, compared: 16, searched: 4, postings: 4096 };
