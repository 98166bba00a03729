/** The plot of how a text spread, as SVG in the report. */
import type { StoryPost } from '../group-story.ts';
import { type Html, html } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import { firstLabelY, spread } from '../spread.ts';

const BOX = { width: 760, height: 230, left: 34, right: 16, top: 14, bottom: 26, tickWidth: 90 };
/** Estimated width of a letter of the label of the first, in px. */
const LETTER = 7;

/**
 * The number of posts over time.
 * @param first the post to mark as first, with a ring and its name: readable without color
 */
export function spreadFigure(
  posts: readonly StoryPost[],
  first: StoryPost | null,
  locale: ReportLocale,
): Html {
  const timed = posts.flatMap(({ id, postedAt }) =>
    postedAt === null ? [] : [{ id, ms: Date.parse(postedAt) }],
  );
  const plot = spread(timed, BOX);
  if (!plot || timed.length < 2) return html``;
  const [start, end] = [plot.points[0]?.ms ?? 0, plot.points.at(-1)?.ms ?? 0];
  const sentence = locale.t('spread_sentence', locale.number(timed.length), locale.period(start, end));
  const tick = (ms: number, unit: string) =>
    unit === 'day'
      ? new Date(ms).toLocaleDateString(locale.language, { month: 'short', day: 'numeric', timeZone: 'UTC' })
      : new Date(ms).toISOString().slice(11, unit === 'time' ? 16 : 19);
  const mark = first && plot.points.find(({ id }) => id === first.id);
  const label = first ? `${locale.t('spread_first')} · ${shorten(locale.author(first.author))}` : '';
  const fits = mark && mark.x + 12 + label.length * LETTER < plot.endX;
  return html`<h3>${locale.t('spread_title')}</h3>
<figure>
<svg viewBox="0 0 ${BOX.width} ${BOX.height}" role="img" aria-label="${sentence}" direction="ltr">
${plot.yTicks.map(
  ({ count, y }) => html`<line class="axis" x1="${BOX.left}" x2="${plot.endX}" y1="${y}" y2="${y}"/>
<text class="label" x="${BOX.left - 6}" y="${y + 4}" text-anchor="end">${locale.number(count)}</text>`,
)}
<path class="area" d="${plot.area}"/>
<path class="step" d="${plot.line}"/>
${plot.xTicks.map(
  ({ ms, x, unit }) => html`<line class="axis" x1="${x}" x2="${x}" y1="${plot.baseY}" y2="${plot.baseY + 4}"/>
<text class="label" x="${x}" y="${plot.baseY + 17}" text-anchor="middle">${tick(ms, unit)}</text>`,
)}
${plot.points.map(({ id, x, y }) => id !== first?.id && html`<circle class="dot" cx="${x}" cy="${y}" r="3"/>`)}
${mark && html`<circle class="dot first" cx="${mark.x}" cy="${mark.y}" r="6"/>`}
${
  mark &&
  html`<text class="first-label" x="${fits ? mark.x + 12 : mark.x - 12}" y="${firstLabelY(mark.y, plot.baseY)}" text-anchor="${fits ? 'start' : 'end'}">${label}</text>`
}
</svg>
<figcaption>${sentence} ${locale.t('spread_utc')}</figcaption>
</figure>`;
}

const shorten = (name: string): string => {
  const letters = Array.from(name);
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : name;
};
