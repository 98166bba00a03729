/** Counts how many keys of a query each post holds. One object is used over and over. */
export class Votes {
  private posts = new Uint32Array(1024);
  private stamps = new Uint32Array(1024);
  private counts = new Uint16Array(1024);
  private weights = new Uint16Array(1024);
  private stamp = 0;
  private used = new Uint32Array(512);
  size = 0;

  clear(): void {
    this.stamp++;
    this.size = 0;
  }

  add(post: number, weight: number): void {
    let at = this.seat(post);
    if (this.stamps[at] !== this.stamp) {
      if (this.size === this.used.length) {
        this.grow();
        at = this.seat(post);
      }
      this.stamps[at] = this.stamp;
      this.posts[at] = post;
      this.counts[at] = 0;
      this.weights[at] = 0;
      this.used[this.size++] = at;
    }
    this.counts[at] = (this.counts[at] as number) + 1;
    this.weights[at] = (this.weights[at] as number) + weight;
  }

  /** Call `each` for every post, with the number of keys it holds and the sum of their weights. */
  each(each: (post: number, keys: number, weight: number) => void): void {
    for (let i = 0; i < this.size; i++) {
      const at = this.used[i] as number;
      each(this.posts[at] as number, this.counts[at] as number, this.weights[at] as number);
    }
  }

  private seat(post: number): number {
    const mask = this.posts.length - 1;
    let at = Math.imul(post ^ (post >>> 16), 0x9e3779b1) & mask;
    while (this.stamps[at] === this.stamp && this.posts[at] !== post) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const old = { posts: this.posts, counts: this.counts, weights: this.weights, used: this.used };
    const size = this.posts.length * 2;
    this.posts = new Uint32Array(size);
    this.stamps = new Uint32Array(size);
    this.counts = new Uint16Array(size);
    this.weights = new Uint16Array(size);
    this.used = new Uint32Array(size / 2);
    this.stamp = 1;
    for (let i = 0; i < this.size; i++) {
      const from = old.used[i] as number;
      const at = this.seat(old.posts[from] as number);
      this.stamps[at] = 1;
      this.posts[at] = old.posts[from] as number;
      this.counts[at] = old.counts[from] as number;
      this.weights[at] = old.weights[from] as number;
      this.used[i] = at;
    }
  }
}
