/** What a report is about, and which posts of the document belong to it. */
import type { ExportDocument, ExportGroup, ExportRecord } from '../store/export/export-schema.ts';
import { authorKey } from '../text/author-key.ts';
import { byTime, type GroupStory, groupStory } from './group-story.ts';

export type ReportSubject =
  /** One copy group, by its id in the document or by the id of one of its posts. */
  | { of: 'group'; id: string }
  /** A campaign: the posts of these ids. */
  | { of: 'campaign'; name: string; posts: readonly string[] }
  /** An author; the document also has the posts that repeat theirs, or that theirs repeat. */
  | { of: 'author'; author: { name: string | null; handle: string | null } }
  /** All posts of the document: a selection, or what a filter shows. */
  | { of: 'posts'; filter: string | null };

export interface ReportContent {
  document: ExportDocument;
  subject: ReportSubject;
  /** The posts that the report is about, by posting time. */
  posts: ExportRecord[];
  /** The stories of the groups that have at least one of these posts, largest first. */
  stories: GroupStory<ExportRecord>[];
  /** All posts that appear, with their number in the report. */
  numbers: Map<string, number>;
}

/** Selects what a report shows. Posts outside the subject appear only as members of its groups. */
export function selectContent(document: ExportDocument, subject: ReportSubject): ReportContent {
  const posts = postsOf(document, subject).sort(byTime);
  const own = new Set(posts.map(({ id }) => id));
  const byId = new Map(document.captures.map((post) => [post.id, post]));
  const stories = document.copyGroups
    .filter(
      (group) =>
        (subject.of !== 'group' || isGroup(group, subject.id)) && group.members.some(({ id }) => own.has(id)),
    )
    .map((group) =>
      groupStory(
        group,
        group.members.flatMap(({ id }) => byId.get(id) ?? []),
      ),
    )
    .filter(({ members }) => members.length > 1)
    .sort((a, b) => b.members.length - a.members.length);
  const shown = new Map(posts.map((post) => [post.id, post]));
  for (const { members } of stories) for (const { post } of members) shown.set(post.id, post);
  const numbers = new Map([...shown.values()].sort(byTime).map(({ id }, i) => [id, i + 1]));
  return { document, subject, posts, stories, numbers };
}

const isGroup = ({ id, members }: ExportGroup, named: string): boolean =>
  id === named || members.some((member) => member.id === named);

function postsOf({ captures, copyGroups }: ExportDocument, subject: ReportSubject): ExportRecord[] {
  switch (subject.of) {
    case 'group': {
      const members = copyGroups.find((group) => isGroup(group, subject.id))?.members ?? [];
      const ids = new Set(members.map(({ id }) => id));
      return captures.filter(({ id }) => ids.has(id));
    }
    case 'campaign': {
      const ids = new Set(subject.posts);
      return captures.filter(({ id }) => ids.has(id));
    }
    case 'author': {
      const key = authorKey(subject.author);
      return captures.filter(({ author }) => authorKey(author) === key);
    }
    case 'posts':
      return [...captures];
  }
}

/** All posts that appear in the report, in the order of their numbers. */
export function shownPosts({ document, numbers }: ReportContent): ExportRecord[] {
  return document.captures
    .filter(({ id }) => numbers.has(id))
    .sort((a, b) => (numbers.get(a.id) ?? 0) - (numbers.get(b.id) ?? 0));
}
