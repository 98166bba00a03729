/** Time labels of one reading of a page, without those that a wrong clock or a page left open made unreliable. */
import type { Post } from '../../post.ts';
import { postTimes } from '../../post-times.ts';

/** Least number of posts with a label from which the page as a whole can be judged; ours. */
const MIN_LABELS = 3;

/**
 * Drops the labels of a reading if half of them mean a late publication: fewer than one post in fifty is published
 * late, but a page that was left open for hours, or a clock that is ahead, makes every post look late.
 * @param now when the page was read (ISO time)
 */
export function withTrustedLabels<T extends Post>(posts: readonly T[], now: string): T[] {
  const labeled = posts.filter(({ timeLabel }) => timeLabel !== undefined);
  const late = labeled.filter((post) => {
    const label = { text: post.timeLabel ?? '', seenAt: now };
    return postTimes({ ...post, label }).evidence.some((one) => one.kind === 'label' && one.late);
  });
  if (labeled.length < MIN_LABELS || late.length * 2 < labeled.length) return [...posts];
  return posts.map(({ timeLabel: _, ...post }) => post as T);
}
