/** The controls that client.js puts on the replayed page. */
interface Replay {
  more(count?: number): Promise<number>;
  prepend(count?: number): Promise<void>;
  go(path: string): Promise<void>;
  openPost(id: string): Promise<void>;
  rerender(): void;
  reuse(id: string, otherId: string): void;
  setText(id: string, text: string): void;
  tick(): void;
}

interface Window {
  replay: Replay;
}
