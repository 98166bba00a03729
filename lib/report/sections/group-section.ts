/** One copy group: what is claimed and by which rule, who was first, the plot, the form and who repeated whom. */

import { VERDICT_VERSION } from '../../copies/compare/verdict.ts';
import type { ExportRecord } from '../../store/export/export-schema.ts';
import { type GroupStory, wholeText } from '../group-story.ts';
import { type Html, html, isolated } from '../html.ts';
import { lineage } from '../lineage.ts';
import type { ReportWords } from '../report-words.ts';
import type { ReportContent } from '../subject.ts';
import { templateForm } from '../template-form.ts';
import { STORY_KEY, storyTitle } from '../title.ts';
import { formFigure } from './form-figure.ts';
import { spreadFigure } from './spread-figure.ts';
import { timeEvidence } from './time-evidence.ts';

type Story = GroupStory<ExportRecord>;

/** @param place number of the group in the report; `null` if the report is about this group */
export function groupSection(
  story: Story,
  content: ReportContent,
  words: ReportWords,
  place: number | null,
): Html {
  const { members, kind, first } = story;
  const form = templateForm(members.map(({ post }) => ({ id: post.id, text: wholeText(post) })));
  const opening = (first ?? members[0])?.post;
  return html`<section>
<h2>${place === null ? words.count(STORY_KEY[kind], members.length) : html`${words.number(place)}. ${isolated(storyTitle(story, 70))}`}</h2>
${place !== null && html`<p class="lead">${words.count(STORY_KEY[kind], members.length)}</p>`}
<p>${firstSentence(story, words)}</p>
<p>${figures(story, words)}</p>
<p class="muted">${words.t(`copies_kind_${kind}_means`)} ${words.t('report_rule', String(VERDICT_VERSION))}</p>
${spreadFigure(
  members.map(({ post }) => post),
  first?.post ?? null,
  words,
)}
${form ? formFigure(form, members, content, words) : opening && html`<div class="text" dir="auto">${wholeText(opening)}</div>`}
<h3>${words.t('lineage_title')}</h3>
<p class="muted">${words.t('lineage_hint')}</p>
<ol class="tree">
${lineage(story).map(
  ({ member, level }) => html`<li class="level-${Math.min(level, 5)}">
<span class="number">${words.t('report_number', words.number(content.numbers.get(member.post.id) ?? 0))}</span> ${isolated(words.author(member.post.author))}
<span class="muted">${facts(member, words)}</span></li>`,
)}
</ol>
</section>`;
}

function firstSentence({ first }: Story, words: ReportWords): Html | string {
  if (!first) return words.t('copies_first_unknown');
  const { post } = first;
  return html`${words.t('report_first')} <strong>${isolated(words.author(post.author))}</strong>, <span class="number" dir="ltr">${words.instant(post.postedAt)}</span> (${timeEvidence(post, words)})`;
}

function figures({ members, authors, span, half, medianScore }: Story, words: ReportWords): string {
  return [
    words.count('posts_count', members.length),
    authors > 0 && words.count('authors_count', authors),
    span && words.period(...span),
    half !== null && half > 0 && words.t('story_half', words.duration(half)),
    medianScore !== null && words.t('story_median', words.percent(medianScore)),
  ]
    .filter(Boolean)
    .join(' · ');
}

function facts({ isFirst, source, kind, score, lag }: Story['members'][number], words: ReportWords): string {
  if (isFirst) return words.t('copies_first');
  return [
    source && `${words.t(`copies_kind_${kind}`)} ${words.percent(score)}`,
    lag !== null && words.t('copies_later', words.duration(lag)),
  ]
    .filter(Boolean)
    .join(' · ');
}
