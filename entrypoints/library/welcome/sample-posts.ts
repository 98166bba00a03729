/** Sample posts that repeat one text in four ways. */
import type { RawPost } from '../../../lib/post.ts';
import { createDumpPost } from '../../../lib/square/dump/dump-types.ts';

const TEXT = `Watched $FROG all morning and the pattern is the one from last week: a slow push up, a wick below the support at 0.042, then everybody who sold is buying back ten percent higher.

I am not adding here. If it closes the day above 0.046 I take half, and if it loses 0.041 I was wrong and I am out. No leverage, no heroics, and please do your own reading before you follow a stranger.`;

function samplePost(name: string, hour: number, text: string): RawPost {
  return createDumpPost(text, {
    surface: 'home',
    author: { name, handle: null },
    postedAt: `2026-06-03T${String(hour).padStart(2, '0')}:00:00.000Z`,
    postedAtSource: 'label',
  });
}

export const SAMPLE_POSTS: RawPost[] = [
  samplePost('Sample: Ada', 8, TEXT),
  samplePost('Sample: Ben', 11, `${TEXT}\n\n#frog $BTC $BNB`),
  samplePost(
    'Sample: Chloé',
    14,
    TEXT.replace('all morning', 'since dawn')
      .replace('a slow push up', 'a patient climb')
      .replace('please do', 'kindly do'),
  ),
  samplePost(
    'Sample: Deniz',
    17,
    TEXT.replace('$FROG', '$NEWT').replace('0.042', '1.31').replace('0.046', '1.38').replace('0.041', '1.29'),
  ),
  samplePost('Sample: Emre', 20, TEXT.split('\n\n')[1] ?? ''),
];
