/** Each copy beside the post that it repeats, word by word. */
import { type DiffRun, diff } from '../../copies/compare/diff.ts';
import type { ExportRecord } from '../../store/export/export-schema.ts';
import { type StoryMember, wholeText } from '../group-story.ts';
import { type Html, html, isolated } from '../html.ts';
import type { ReportLocale } from '../report-locale.ts';
import { type ReportContent, shownPosts } from '../subject.ts';

/** Pairs shown at most: more would make a file that no browser prints. */
const MAX_PAIRS = 250;
/** A pair up to this length stays on one page. */
const SHORT = 1_400;

/** The pairs that a report shows: those of the subject's posts, in the order of the later post. */
export function pairsOf({ stories, subject, posts }: ReportContent): StoryMember<ExportRecord>[] {
  const own = new Set(posts.map(({ id }) => id));
  return stories
    .flatMap(({ members }) => members)
    .filter(
      ({ post, source }) =>
        source !== null && (subject.of === 'group' || own.has(post.id) || own.has(source.post.id)),
    );
}

export function pairsSection(content: ReportContent, locale: ReportLocale): Html {
  const pairs = pairsOf(content);
  if (pairs.length === 0) return html``;
  const number = ({ id }: ExportRecord) => locale.number(content.numbers.get(id) ?? 0);
  const place = new Map(shownPosts(content).map(({ id }, i) => [id, i]));
  const sorted = pairs.sort((a, b) => (place.get(a.post.id) ?? 0) - (place.get(b.post.id) ?? 0));
  const left = sorted.length - MAX_PAIRS;
  return html`<section>
<h2>${locale.t('report_pairs')}</h2>
<p class="muted">${locale.t('report_pairs_hint')}</p>
${sorted.slice(0, MAX_PAIRS).map((member) => pair(member))}
${left > 0 && html`<p>${locale.count('report_pairs_left', left)}</p>`}
</section>`;

  function pair({ post, source, kind, score }: StoryMember<ExportRecord>): Html {
    const earlier = source?.post as ExportRecord;
    const texts = [wholeText(earlier), wholeText(post)] as const;
    const runs = diff(...texts);
    const short = texts[0].length + texts[1].length < SHORT;
    return html`<div class="pair${short && ' short'}">
<p><strong>${locale.t('report_pair', number(post), number(earlier))}</strong> <span class="muted">${locale.t(`copies_kind_${kind}`)} ${locale.percent(score)}</span></p>
<div class="sides">${side(earlier, runs, 'here')}${side(post, runs, 'there')}</div>
</div>
`;
  }

  function side(post: ExportRecord, runs: DiffRun[], only: 'here' | 'there'): Html {
    return html`<div><p class="muted">${locale.t('report_number', number(post))} ${isolated(locale.author(post.author))} · <span class="number" dir="ltr">${locale.instant(post.postedAt)}</span></p><div class="text" dir="auto">${runs.map((run) => (run.op === 'same' ? run.text : run.op === only && changed(run)))}</div></div>`;
  }
}

/** The changed words marked, without the spaces around them. */
function changed({ op, text }: DiffRun): Html {
  const inside = text.trim();
  const start = text.indexOf(inside);
  if (inside === '') return html`${text}`;
  const [before, after] = [text.slice(0, start), text.slice(start + inside.length)];
  return op === 'here'
    ? html`${before}<del>${inside}</del>${after}`
    : html`${before}<ins>${inside}</ins>${after}`;
}
