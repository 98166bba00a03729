import { useEffect, useMemo, useState } from 'preact/hooks';
import { AuthorDetail } from '../../../components/library/authors/AuthorDetail.tsx';
import { AuthorList } from '../../../components/library/authors/AuthorList.tsx';
import { ListDetail } from '../../../components/library/ListDetail.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { usePagedList } from '../../../components/usePagedList.ts';
import { authorFacts } from '../../../lib/author-facts.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { GroupWithPosts } from '../../../lib/list-rows.ts';
import type { StoredPost } from '../../../lib/post.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import { LIBRARY_PAGE_SIZE } from '../page-size.ts';
import { usePostActions } from '../posts/bulk/usePostActions.tsx';
import { postsIndexOf } from '../posts/posts-index.ts';
import { Report } from '../report/Report.tsx';
import { authorTarget } from '../report/report-target.ts';
import { authorFilter, hrefTo } from '../route.ts';
import { PostsBehind } from '../tickers/TickersView.tsx';
import type { ViewProps } from '../view-props.ts';

/** All authors of the library, and one author's page. */
export function AuthorsView(props: ViewProps) {
  const { reader, route } = props;
  const index = postsIndexOf(reader);
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    void index.load().catch(() => {});
    return index.subscribe(() => setRevision((n) => n + 1));
  }, [index]);
  const authors = useMemo(() => index.facets().authors, [index, revision]);
  return (
    <ListDetail
      pages={{ rows: index.isComplete ? authors : null, failed: false, retry: () => {} }}
      emptyHint={t('authors_choose')}
      back={hrefTo('authors')}
      list={
        <AuthorList
          authors={index.isComplete || authors.length > 0 ? authors : null}
          openKey={route.item}
          hrefOf={(key) => hrefTo('authors', key)}
        />
      }
      detail={route.item === null ? null : <Author key={route.item} {...props} authorKey={route.item} />}
    />
  );
}

/** Posts and groups that the facts are taken from, at most: the newest. */
const MAX_POSTS = 2_000;
const MAX_GROUPS = 200;

function Author({ authorKey: key, ...props }: ViewProps & { authorKey: string }) {
  const { reader, version, route, editable } = props;
  const all = useAsync(() => reader.postsOfAuthor(key, { limit: MAX_POSTS }), [reader, version, key]);
  const read = useAsync(
    async () => (all ? { of: all, groups: await readGroups(reader, all.rows) } : undefined),
    [reader, all],
  );
  const groups = read && read.of === all ? read.groups : null;
  const posts = usePagedList(
    (after, limit) => reader.postsOfAuthor(key, { after, limit }),
    [reader, key],
    version,
    LIBRARY_PAGE_SIZE,
  );
  const facts = useMemo(() => authorFacts(key, all?.rows ?? [], groups ?? []), [key, all, groups]);
  const { actionsFor, dialog } = usePostActions(reader, editable);
  const [newest] = all?.rows ?? [];
  if (!all) return <p class="text-muted">{t('loading')}</p>;
  if (!newest) return <p class="empty">{t('author_none')}</p>;
  const ids = all.rows.map(({ id }) => id);
  return (
    <AuthorDetail
      author={newest.author}
      posts={all.rows.length}
      isPart={all.next !== null}
      saved={all.rows.filter((post) => post.capturedAt !== null).length}
      facts={facts}
      isReading={groups === null}
      hrefOfPosts={(filter) => hrefTo('posts', null, { author: authorFilter(key), ...filter })}
      actions={actionsFor(ids).filter(({ name }) => name !== 'report')}
      report={<Report reader={reader} target={() => authorTarget(reader, newest.author, all.rows)} />}
      list={<PostsBehind posts={posts} route={route} />}
      dialog={dialog}
    />
  );
}

/** The copy groups of posts. */
async function readGroups(reader: LibraryReader, posts: readonly StoredPost[]): Promise<GroupWithPosts[]> {
  const ids = [...new Set(posts.flatMap((post) => post.group ?? []))].slice(0, MAX_GROUPS);
  const groups: GroupWithPosts[] = [];
  for (const id of ids) {
    const group = await reader.group(id);
    if (group) groups.push(group);
  }
  return groups;
}
