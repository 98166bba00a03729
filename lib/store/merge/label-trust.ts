/** Which time labels of a page can be believed: not those that a wrong clock or a page left open made unreliable. */
import type { Post } from '../../post.ts';
import { postTimes } from '../../post-times.ts';

/** Labels of a tab by which it is judged: at least so many, and the last ones only. Ours. */
const MIN_LABELS = 3;
const MAX_LABELS = 40;

/** Judges the labels of each tab by those it displayed lately, in however many messages they came. */
export class LabelTrust {
  /** For each tab, of its last labels: whether they mean a late publication. */
  readonly #late = new Map<number | null, boolean[]>();

  /**
   * Drops the labels of posts if half of the tab's last ones mean a late publication: fewer than one post in fifty is
   * published late, but a page that was left open for hours, or a clock that is ahead, makes every post look late.
   * @param now when the posts were read (ISO time)
   */
  trusted<T extends Post>(posts: readonly T[], now: string, tab: number | null): T[] {
    const isLate = posts.flatMap(({ timeLabel: text, ...post }) => {
      if (text === undefined) return [];
      const { evidence } = postTimes({ ...post, label: { text, seenAt: now } });
      return evidence.some(({ kind, late }) => kind === 'label' && late);
    });
    const late = [...(this.#late.get(tab) ?? []), ...isLate].slice(-MAX_LABELS);
    this.#late.set(tab, late);
    if (late.length < MIN_LABELS || late.filter(Boolean).length * 2 < late.length) return [...posts];
    return posts.map(({ timeLabel: _, ...post }) => post as T);
  }
}
