/** Counts votes for posts. One table is reused for all searches. */
export class VoteTable {
  private posts = new Uint32Array(1024);
  private stamps = new Uint32Array(1024);
  private counts = new Uint16Array(1024);
  private used = new Uint32Array(512);
  private stamp = 0;
  private size = 0;

  clear(): void {
    this.stamp++;
    this.size = 0;
  }

  add(post: number): void {
    let at = this.slotOf(post);
    if (this.stamps[at] !== this.stamp) {
      if (this.size === this.used.length) {
        this.grow();
        at = this.slotOf(post);
      }
      this.stamps[at] = this.stamp;
      this.posts[at] = post;
      this.counts[at] = 0;
      this.used[this.size++] = at;
    }
    this.counts[at] = (this.counts[at] as number) + 1;
  }

  forEach(each: (post: number, votes: number) => void): void {
    for (let i = 0; i < this.size; i++) {
      const at = this.used[i] as number;
      each(this.posts[at] as number, this.counts[at] as number);
    }
  }

  private slotOf(post: number): number {
    const mask = this.posts.length - 1;
    let at = Math.imul(post ^ (post >>> 16), 0x9e3779b1) & mask;
    while (this.stamps[at] === this.stamp && this.posts[at] !== post) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { posts, counts, used } = this;
    const size = posts.length * 2;
    this.posts = new Uint32Array(size);
    this.stamps = new Uint32Array(size);
    this.counts = new Uint16Array(size);
    this.used = new Uint32Array(size / 2);
    this.stamp = 1;
    for (let i = 0; i < this.size; i++) {
      const from = used[i] as number;
      const at = this.slotOf(posts[from] as number);
      this.stamps[at] = 1;
      this.posts[at] = posts[from] as number;
      this.counts[at] = counts[from] as number;
      this.used[i] = at;
    }
  }
}
