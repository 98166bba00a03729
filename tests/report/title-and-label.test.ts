import { expect, test } from 'vitest';
import { firstLabelY, spread } from '../../lib/report/spread.ts';
import { storyTitle } from '../../lib/report/title.ts';

const BOX = { width: 760, height: 230, left: 34, right: 16, top: 14, bottom: 26, tickWidth: 90 };
const HOUR = 3_600_000;

test.each([2, 3, 20, 500])(
  'the name of the first of %i posts stands beside the line and in the plot',
  (count) => {
    const times = Array.from({ length: count }, (_, n) => ({ id: String(n), ms: n * HOUR }));
    const plot = spread(times, BOX);
    const first = plot?.points[0];
    if (!plot || !first) throw new Error('no plot');
    const baseline = firstLabelY(first.y, plot.baseY);
    // Letters of 12 px reach about 9 px above their baseline and 3 px below it.
    const [top, bottom] = [baseline - 9, baseline + 3];
    expect(top > first.y || bottom < first.y).toBe(true);
    expect(top).toBeGreaterThan(0);
    expect(bottom).toBeLessThan(plot.baseY);
  },
);

test.each(['ends here.', 'ends here...', 'ends here…', 'ends here'])(
  'a title cut after "%s" ends in one ellipsis',
  (end) => {
    const post = { title: null, text: `${'word '.repeat(15)}${end} Afterwards it goes on` };
    const story = { first: { post }, members: [] } as unknown as Parameters<typeof storyTitle>[0];
    expect(storyTitle(story)).toMatch(/ends here…$/);
  },
);
