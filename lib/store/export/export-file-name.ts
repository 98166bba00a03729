/**
 * The file name that an export is offered under: `feedglass-2026-11-21-3-posts.json`.
 * @param now time of the export; its day in UTC is named
 * @param posts number of posts in it
 * @param extension of its format, without a dot
 */
export function exportFileName(now: Date, posts: number, extension = 'json'): string {
  return `feedglass-${now.toISOString().slice(0, 10)}-${posts}-${posts === 1 ? 'post' : 'posts'}.${extension}`;
}
