import type { Post } from './post.ts';

/** Title and text of a post as one text, as they are compared. */
export const wholeText = ({ title, text }: Pick<Post, 'title' | 'text'>): string =>
  title === null ? text : `${title}\n${text}`;
