/** Tags as one line of text: what the reader types, and what is stored. */
import { MAX_TAG, MAX_TAGS } from './post-enums.ts';

/** Commas of every keyboard: Latin, Arabic, ideographic, full-width and small, Ethiopic, Mongolian, N'Ko, Lisu, Vai. */
const COMMA = /[,،、，﹐﹑､︐︑⸲⸴⹁፣᠂᠈߸꓾꘍]/;

/** Parses tags separated by commas; empty and repeated ones are left out. */
export function parseTags(text: string): string[] {
  const tags = text.split(COMMA).map((tag) => tag.trim().slice(0, MAX_TAG));
  return [...new Set(tags)].filter(Boolean).slice(0, MAX_TAGS);
}
