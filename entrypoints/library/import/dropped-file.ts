/** Holds the file that was dropped on the page until the import view takes it. */
const DROPPED = 'feedglass-file-dropped';
let waiting: File | null = null;

/** Hands a file over; the import view takes it when it is open. */
export function handOver(file: File): void {
  waiting = file;
  dispatchEvent(new Event(DROPPED));
}

/** Takes the file that waits, and those to come. Returns a function that stops it. */
export function takeDropped(take: (file: File) => void): () => void {
  const onDropped = () => {
    const file = waiting;
    waiting = null;
    if (file) take(file);
  };
  addEventListener(DROPPED, onDropped);
  onDropped();
  return () => removeEventListener(DROPPED, onDropped);
}
