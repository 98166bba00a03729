import { useMemo } from 'preact/hooks';
import { FailureBoundary } from '../../../components/FailureBoundary.tsx';
import { BrokenPost } from '../../../components/library/BrokenPost.tsx';
import { PostDetailCard } from '../../../components/library/posts/PostDetailCard.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { diff } from '../../../lib/copies/compare/diff.ts';
import { t } from '../../../lib/i18n/translate.ts';
import { dropNote, keepNote, saveNote } from '../../../lib/pages/edit-drafts.ts';
import type { CopyAnnotation, StoredPost } from '../../../lib/post.ts';
import { sendWithRetry } from '../../../lib/send-with-retry.ts';
import { wholeText } from '../../../lib/whole-text.ts';
import { hrefBack, hrefTo } from '../route.ts';
import { focusList } from '../shortcuts.ts';
import { replaceRoute } from '../useRoute.ts';
import type { ViewProps } from '../view-props.ts';
import { deletePosts, savePost } from './bulk/bulk-edit.ts';
import { useBulk } from './bulk/useBulk.ts';

type PostDetailProps = Pick<ViewProps, 'reader' | 'version' | 'route' | 'editable'> & { id: string };

/** One post, read by its id, with the user's actions on it. */
export function PostDetail({ reader, version, route, editable, id }: PostDetailProps) {
  const found = useAsync(
    () => Promise.all([reader.posts([id]), reader.copyOf(id).catch(() => null)]),
    [reader, version, id],
  );
  const bulk = useBulk();
  const [[post] = [], copy = null] = found ?? [];
  function remove() {
    bulk.run('deleted', 1, (progress) => deletePosts(reader, [id], progress));
    replaceRoute(hrefBack(route));
    focusList();
  }

  if (!found) return <p class="text-muted">{t('loading')}</p>;
  if (!post) return <p class="empty">{t('post_gone')}</p>;
  return (
    <FailureBoundary
      of={JSON.stringify(post)}
      fallback={(error) => (
        <BrokenPost
          id={id}
          error={error}
          onExport={() => void import('./export-post.ts').then(({ exportPost }) => exportPost(post))}
          onDelete={editable ? remove : null}
        />
      )}
    >
      <WholePost
        post={post}
        copy={copy}
        actions={
          editable
            ? {
                save: (saved) => bulk.run(saved ? 'saved' : 'unsaved', 1, () => savePost(post, saved)),
                remove,
              }
            : null
        }
      />
    </FailureBoundary>
  );
}

interface WholePostProps {
  post: StoredPost;
  copy: CopyAnnotation | null;
  /** `null` where the post cannot be edited. */
  actions: { save: (saved: boolean) => void; remove: () => void } | null;
}

function WholePost({ post, copy, actions }: WholePostProps) {
  const { id } = post;
  const changes = useMemo(() => changesOf(post), [post]);
  return (
    <PostDetailCard
      post={post}
      changes={changes}
      copy={copy}
      groupHref={post.group === null ? null : hrefTo('copies', post.group)}
      edit={
        actions && {
          onSave: actions.save,
          onNote: (note, tags, base) => saveNote({ id, note, tags, base }),
          onDraft: (draft) => (draft ? keepNote({ id, ...draft }) : dropNote(id)),
          onCorrect: (code, role) => void sendWithRetry('correctRole', { id, code, role }),
          onDelete: actions.remove,
        }
      }
    />
  );
}

/** For each earlier version, the changes to the version after it (for the last one, to the current text). */
function changesOf(post: StoredPost) {
  const texts = [...post.versions, post].map(wholeText);
  return post.versions.map((_, i) => diff(texts[i] ?? '', texts[i + 1] ?? ''));
}
