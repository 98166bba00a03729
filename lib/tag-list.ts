/** Tags as one line of text: what the reader types, and what is stored. */

/** Commas of every keyboard: Latin, Arabic, ideographic, full-width and small, Ethiopic, Mongolian, N'Ko, Lisu, Vai. */
const COMMA = /[,،、，﹐﹑､︐︑⸲⸴⹁፣᠂᠈߸꓾꘍]/;
/** Longest tag, in UTF-16 code units, and most tags of one post. */
export const MAX_TAG = 64;
export const MAX_TAGS = 100;

/** Parses tags separated by commas; empty and repeated ones are left out. */
export function parseTags(text: string): string[] {
  const tags = text.split(COMMA).map((tag) => tag.trim().slice(0, MAX_TAG));
  return [...new Set(tags)].filter(Boolean).slice(0, MAX_TAGS);
}
