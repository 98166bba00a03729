/** The share picture of a copy group: 1200 × 630, the size that link previews use. Drawn on any canvas context; no network. */
import type { GroupStory, StoryPost } from './group-story.ts';
import type { ReportLocale } from './report-locale.ts';
import { spread } from './spread.ts';
import { STORY_KEY, storyTitle } from './title.ts';

export const PICTURE = { width: 1200, height: 630 } as const;

/** The part of a 2D context that drawing needs. */
export type DrawingContext = Pick<
  CanvasRenderingContext2D,
  | 'fillRect'
  | 'fillText'
  | 'measureText'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'arc'
  | 'fill'
  | 'stroke'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'direction'
>;

const COLORS = {
  ground: '#0f2227',
  ink: '#f2f7f6',
  soft: '#a9bcbf',
  line: '#2c4349',
  copy: '#f5a57a',
  area: '#3a261b',
  first: '#8fdca8',
  brand: '#66c7ca',
} as const;
const FACE = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", sans-serif';
const MARGIN = 64;
/** The plot, below the words. */
const PLOT = { x: MARGIN - 8, y: 342, width: PICTURE.width - 2 * MARGIN + 16, height: 206 };

/**
 * Draws the picture: the number of posts that share a text, the text, its first author, and the plot.
 * @param seen number of posts that the claim rests on
 */
export function drawSharePicture(
  context: DrawingContext,
  story: GroupStory<StoryPost>,
  size: number,
  seen: number,
  locale: ReportLocale,
): void {
  const rtl = locale.dir === 'rtl';
  const start = rtl ? PICTURE.width - MARGIN : MARGIN;
  const width = PICTURE.width - 2 * MARGIN;
  context.fillStyle = COLORS.ground;
  context.fillRect(0, 0, PICTURE.width, PICTURE.height);
  context.textBaseline = 'alphabetic';
  context.direction = locale.dir;
  context.textAlign = 'start';

  const heading = locale.count(STORY_KEY[story.kind], size);
  text(fitted(heading, `700 58px ${FACE}`, `700 44px ${FACE}`), start, 122, COLORS.ink, heading);
  let y = 178;
  context.font = `400 30px ${FACE}`;
  for (const line of wrap(`“${storyTitle(story, 160)}”`, width, 2)) {
    text(`400 30px ${FACE}`, start, y, COLORS.soft, line);
    y += 42;
  }
  const facts = [
    story.authors > 0 && locale.count('authors_count', story.authors),
    story.span && locale.period(...story.span),
    story.medianScore !== null && locale.t('story_median', locale.percent(story.medianScore)),
  ];
  text(`400 25px ${FACE}`, start, y + 8, COLORS.soft, facts.filter(Boolean).join(' · '));
  if (story.first) {
    const { author, postedAt } = story.first.post;
    const first = `${locale.t('report_first')} ${locale.author(author)}, ${locale.instant(postedAt)}`;
    text(`600 25px ${FACE}`, start, y + 50, COLORS.first, wrap(first, width, 1)[0] ?? '');
  }
  drawPlot();
  context.direction = locale.dir;
  context.textAlign = 'start';
  text(`600 24px ${FACE}`, start, 596, COLORS.brand, `Feedglass · ${locale.count('share_seen', seen)}`);

  function text(font: string, x: number, baseline: number, color: string, content: string): void {
    context.font = font;
    context.fillStyle = color;
    context.fillText(content, x, baseline);
  }

  /** The first font in which a text fits on one line. */
  function fitted(content: string, ...fonts: string[]): string {
    const fits = fonts.find((font) => {
      context.font = font;
      return context.measureText(content).width <= width;
    });
    return fits ?? `700 34px ${FACE}`;
  }

  /** Lines no wider than `most` in the present font; a text that is longer ends in an ellipsis. */
  function wrap(content: string, most: number, lines: number): string[] {
    const pieces = content.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').match(/\S+\s*/gu) ?? [];
    const found: string[] = [];
    let line = '';
    const fits = (candidate: string) => context.measureText(candidate.trimEnd()).width <= most;
    for (const piece of pieces.flatMap((one) => (fits(one) ? [one] : Array.from(one)))) {
      if (fits(line + piece)) line += piece;
      else {
        found.push(line.trimEnd());
        line = piece;
      }
      if (found.length === lines) break;
    }
    if (found.length < lines) return [...found, line.trimEnd()];
    let last = found[lines - 1] ?? '';
    while (last.length > 1 && !fits(`${last}…`)) last = Array.from(last).slice(0, -1).join('');
    return [...found.slice(0, lines - 1), `${last}…`];
  }

  function drawPlot(): void {
    const times = story.members.flatMap(({ post: { id, postedAt } }) =>
      postedAt === null ? [] : [{ id, ms: Date.parse(postedAt) }],
    );
    const box = {
      width: PLOT.width,
      height: PLOT.height,
      left: 52,
      right: 12,
      top: 10,
      bottom: 30,
      tickWidth: 130,
    };
    const plot = spread(times, box);
    if (!plot || times.length < 2) return;
    const at = (x: number, height: number) => [PLOT.x + x, PLOT.y + height] as const;
    context.direction = 'ltr';
    context.lineWidth = 1;
    context.strokeStyle = COLORS.line;
    for (const { count, y: height } of plot.yTicks) {
      context.beginPath();
      context.moveTo(...at(box.left, height));
      context.lineTo(...at(plot.endX, height));
      context.stroke();
      context.textAlign = 'right';
      text(
        `400 18px ${FACE}`,
        PLOT.x + box.left - 10,
        PLOT.y + height + 6,
        COLORS.soft,
        locale.number(count),
      );
    }
    context.textAlign = 'center';
    for (const { ms, x, unit } of plot.xTicks) {
      const iso = new Date(ms).toISOString();
      const label =
        unit === 'day'
          ? new Date(ms).toLocaleDateString(locale.language, {
              month: 'short',
              day: 'numeric',
              timeZone: 'UTC',
            })
          : iso.slice(11, unit === 'time' ? 16 : 19);
      text(`400 18px ${FACE}`, PLOT.x + x, PLOT.y + plot.baseY + 26, COLORS.soft, label);
    }
    steps(true);
    context.fillStyle = COLORS.area;
    context.fill();
    steps(false);
    context.strokeStyle = COLORS.copy;
    context.lineWidth = 2.5;
    context.stroke();
    for (const point of plot.points) dot(point.x, point.y, 4, COLORS.copy);
    const first = plot.points.find(({ id }) => id === story.first?.post.id);
    if (first) {
      dot(first.x, first.y, 10, COLORS.first);
      dot(first.x, first.y, 5, COLORS.ground);
    }

    function steps(closed: boolean): void {
      if (!plot) return;
      context.beginPath();
      context.moveTo(...at(plot.points[0]?.x ?? 0, plot.baseY));
      let height = plot.baseY;
      for (const point of plot.points) {
        context.lineTo(...at(point.x, height));
        context.lineTo(...at(point.x, point.y));
        height = point.y;
      }
      context.lineTo(...at(plot.endX, height));
      if (closed) context.lineTo(...at(plot.endX, plot.baseY));
    }

    function dot(x: number, height: number, radius: number, color: string): void {
      context.beginPath();
      context.arc(...at(x, height), radius, 0, 2 * Math.PI);
      context.fillStyle = color;
      context.fill();
    }
  }
}
