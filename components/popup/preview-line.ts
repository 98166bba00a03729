/**
 * The beginning of a post as one line: title and text, white space collapsed.
 * @param most maximum length in code points
 */
export function onePreviewLine(post: { title: string | null; text: string }, most = 160): string {
  const line = [post.title, post.text].filter(Boolean).join(' · ').replace(/\s+/g, ' ').trim();
  const shown = [...line];
  return shown.length > most ? `${shown.slice(0, most).join('')}…` : line;
}
