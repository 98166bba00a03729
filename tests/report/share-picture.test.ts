import { expect, test } from 'vitest';
import { groupStory } from '../../lib/report/group-story.ts';
import { ReportLocale } from '../../lib/report/report-locale.ts';
import { type DrawingContext, drawSharePicture, PICTURE } from '../../lib/report/share-picture.ts';
import { documentOf, fillings, posts } from './documents.ts';
import { messagesOf } from './messages-of.ts';

/** What is drawn on the share picture, with a context that writes down its texts; a letter is half as wide as high. */
interface Drawn {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Its left and right end. */
  left: number;
  right: number;
}

function recorder() {
  const texts: Drawn[] = [];
  const context = {
    font: '',
    textAlign: 'start',
    direction: 'ltr',
    measureText: (text: string) => ({ width: text.length * 0.5 * Number(/(\d+)px/.exec(context.font)?.[1]) }),
    fillText: (text: string, x: number, y: number) => {
      const { width } = context.measureText(text);
      const { textAlign, direction } = context;
      const fromEnd = textAlign === 'right' || (textAlign === 'start' && direction === 'rtl');
      const left = textAlign === 'center' ? x - width / 2 : fromEnd ? x - width : x;
      texts.push({ text, x, y, width, left, right: left + width });
    },
    ...Object.fromEntries(
      ['fillRect', 'beginPath', 'moveTo', 'lineTo', 'arc', 'fill', 'stroke'].map((name) => [name, () => {}]),
    ),
  };
  return { texts, context: context as unknown as DrawingContext };
}

async function draw(locale: string, texts: string[], own = {}) {
  const stored = posts(texts, own);
  const { copyGroups } = await documentOf(stored);
  const story = groupStory(copyGroups[0] as (typeof copyGroups)[number], stored);
  const { texts: drawn, context } = recorder();
  drawSharePicture(context, story, stored.length, 891, new ReportLocale(await messagesOf(locale)));
  return drawn;
}

test('says how many posts share what, who was first, and on how many posts that rests', async () => {
  const drawn = (await draw('en', fillings(22))).map(({ text }) => text);
  expect(drawn[0]).toBe('22 posts share this template');
  expect(drawn.some((text) => text.startsWith('“$ARB broke out of its range today'))).toBe(true);
  expect(drawn).toContain('First: Writer 0 (@writer_0), 2026-06-01 12:00:00 UTC');
  expect(drawn).toContain('Feedglass · among 891 posts seen');
});

test.each([
  ['a long text', 'word '.repeat(400)],
  ['a text without spaces', '长'.repeat(800)],
  ['one long word', 'x'.repeat(5_000)],
  ['nothing', ''],
])('%s stays inside the picture', async (_what, text) => {
  for (const locale of ['en', 'ru', 'ar'])
    for (const { width, y, left, right } of await draw(locale, [text, `${text} `], {
      author: { name: text, handle: null },
    })) {
      expect(width).toBeLessThanOrEqual(PICTURE.width - 2 * 60);
      expect(left).toBeGreaterThan(0);
      expect(right).toBeLessThan(PICTURE.width);
      expect(y).toBeLessThan(PICTURE.height);
    }
});

test('characters that turn the direction of text are left out', async () => {
  for (const { text } of await draw('en', ['\u202egm\u2066 one two', '\u202egm\u2066 one two three']))
    expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
});
