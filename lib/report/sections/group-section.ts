/** One copy group: its kind and the rule for it, the first post, the plot, the form, and who repeated whom. */

import { VERDICT_VERSION } from '../../copies/compare/verdict.ts';
import type { ExportRecord } from '../../store/export/export-schema.ts';
import { type GroupStory, wholeText } from '../group-story.ts';
import { type Html, html, isolated } from '../html.ts';
import { lineage } from '../lineage.ts';
import type { ReportLocale } from '../report-locale.ts';
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
  locale: ReportLocale,
  place: number | null,
): Html {
  const { members, kind, first } = story;
  const form = templateForm(members.map(({ post }) => ({ id: post.id, text: wholeText(post) })));
  const opening = (first ?? members[0])?.post;
  return html`<section>
<h2>${place === null ? locale.count(STORY_KEY[kind], members.length) : html`${locale.number(place)}. ${isolated(storyTitle(story, 70))}`}</h2>
${place !== null && html`<p class="lead">${locale.count(STORY_KEY[kind], members.length)}</p>`}
<p>${firstSentence(story, locale)}</p>
<p>${figures(story, locale)}</p>
<p class="muted">${locale.t(`copies_kind_${kind}_means`)} ${locale.t('report_rule', String(VERDICT_VERSION))}</p>
${spreadFigure(
  members.map(({ post }) => post),
  first?.post ?? null,
  locale,
)}
${form ? formFigure(form, members, content, locale) : opening && html`<div class="text" dir="auto">${wholeText(opening)}</div>`}
<h3>${locale.t('lineage_title')}</h3>
<p class="muted">${locale.t('lineage_hint')}</p>
<ol class="tree">
${lineage(story).map(
  ({ member, level }) => html`<li class="level-${Math.min(level, 5)}">
<span class="number">${locale.t('report_number', locale.number(content.numbers.get(member.post.id) ?? 0))}</span> ${isolated(locale.author(member.post.author))}
<span class="muted">${facts(member, locale)}</span></li>`,
)}
</ol>
</section>`;
}

function firstSentence({ first }: Story, locale: ReportLocale): Html | string {
  if (!first) return locale.t('copies_first_unknown');
  const { post } = first;
  return html`${locale.t('report_first')} <strong>${isolated(locale.author(post.author))}</strong>, <span class="number" dir="ltr">${locale.instant(post.postedAt)}</span> (${timeEvidence(post, locale)})`;
}

function figures({ members, authors, span, half, medianScore }: Story, locale: ReportLocale): string {
  return [
    locale.count('posts_count', members.length),
    authors > 0 && locale.count('authors_count', authors),
    span && locale.period(...span),
    half !== null && half > 0 && locale.t('story_half', locale.duration(half)),
    medianScore !== null && locale.t('story_median', locale.percent(medianScore)),
  ]
    .filter(Boolean)
    .join(' · ');
}

function facts(
  { isFirst, source, kind, score, lag }: Story['members'][number],
  locale: ReportLocale,
): string {
  if (isFirst) return locale.t('copies_first');
  return [
    source && `${locale.t(`copies_kind_${kind}`)} ${locale.percent(score)}`,
    lag !== null && locale.t('copies_later', locale.duration(lag)),
  ]
    .filter(Boolean)
    .join(' · ');
}
