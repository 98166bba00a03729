/** Gives the user a file, by a link that is clicked once. */

/** `feedglass-2026-11-21-42-posts.json`: the day of the export, in the user's zone, and how many posts. */
export function fileName(ending: string, count: number, now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `feedglass-${day}-${count}-posts.${ending}`;
}

/** How long the browser may take to begin reading, in ms, before the content is let go. */
const HOLD = 60_000;

export function saveFile(blob: Blob, name: string, doc: Document = document): void {
  const link = doc.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), HOLD);
}
