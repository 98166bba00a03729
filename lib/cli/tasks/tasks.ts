import { comparePosts, type PostsToCompare } from './compare-posts.ts';
import { type PostsToParse, parsePosts } from './parse-posts.ts';
import { type PostsToPrepare, preparePosts } from './prepare-posts.ts';

/** What can be done in any thread: each is a function of its input and of the open files that it names. */
export const TASKS = {
  parse: (input: PostsToParse) => parsePosts(input),
  prepare: (input: PostsToPrepare) => preparePosts(input),
  compare: (input: PostsToCompare) => comparePosts(input),
};

export type TaskName = keyof typeof TASKS;
export type TaskInput<N extends TaskName> = Parameters<(typeof TASKS)[N]>[0];
export type TaskResult<N extends TaskName> = Awaited<ReturnType<(typeof TASKS)[N]>>;
