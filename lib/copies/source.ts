import type { MatchKind } from './compare/verdict.ts';

/** An earlier post, and how another repeats it. */
export interface Source {
  id: string;
  kind: MatchKind;
  /** 0 to 1, in thousandths. */
  score: number;
}

/** The source of a post. */
export interface SourceState {
  source: Source | null;
  /**
   * When it repeats the earliest of the posts with its features: a hash that all of these share. Its source changes
   * without a step of its own when an earlier one comes.
   */
  equals: string | null;
}

/** A post that got another source, or none. */
export interface SourceChange extends SourceState {
  id: string;
}
