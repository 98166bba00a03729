import { useMemo, useState } from 'preact/hooks';
import { FailureBoundary } from '../../../components/FailureBoundary.tsx';
import { formatNumber } from '../../../components/format.ts';
import { BrokenPost } from '../../../components/library/BrokenPost.tsx';
import { PostDetailCard } from '../../../components/library/PostDetailCard.tsx';
import { Notice } from '../../../components/primitives.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { diff } from '../../../lib/copies/compare/diff.ts';
import { t, tPlural } from '../../../lib/i18n/translate.ts';
import { saveNote, setSaved } from '../../../lib/pages/edit-drafts.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { sendToBackground } from '../../../lib/send.ts';
import type { DeletedPosts } from '../import/import-with-undo.ts';
import { hrefTo } from '../route.ts';
import type { ViewProps } from '../view-props.ts';

/** One post, read by its id, with the user's actions on it. */
export function PostDetail({ reader, version, editable, id }: ViewProps & { id: string }) {
  const found = useAsync(() => reader.posts([id]), [reader, version, id]);
  const post = found?.[0];
  const [deleted, setDeleted] = useState<DeletedPosts | null>(null);
  async function remove(gone: StoredPost) {
    const { deletePosts: remove } = await import('../import/import-with-undo.ts');
    const done = await remove([id]).catch(() => null);
    if (done) setDeleted({ posts: [gone], corrections: done.corrections });
  }
  async function bringBack(gone: DeletedPosts) {
    const { restorePosts: restore } = await import('../import/import-with-undo.ts');
    await restore(gone);
    setDeleted(null);
  }

  if (deleted) {
    return (
      <Notice
        title={tPlural('delete_done', 1, formatNumber(1))}
        actions={
          <button type="button" class="button" onClick={() => void bringBack(deleted)}>
            {t('undo')}
          </button>
        }
      />
    );
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
          onDelete={editable ? () => void remove(post) : null}
        />
      )}
    >
      <WholePost post={post} onDelete={editable ? () => void remove(post) : null} />
    </FailureBoundary>
  );
}

/** @param onDelete `null` where the post cannot be edited */
function WholePost({ post, onDelete }: { post: StoredPost; onDelete: (() => void) | null }) {
  const { id } = post;
  const changes = useMemo(() => changesOf(post), [post]);
  return (
    <PostDetailCard
      post={post}
      changes={changes}
      groupHref={post.group === null ? null : hrefTo('copies', post.group)}
      edit={
        onDelete && {
          onSave: (saved) => void setSaved(id, saved),
          onNote: (note, tags, base) => saveNote({ id, note, tags, base }),
          onCorrect: (code, role) => void sendToBackground('correctRole', { id, code, role }),
          onDelete,
        }
      }
    />
  );
}

/** For each earlier version, the changes to the version after it (for the last one, to the current text). */
function changesOf(post: StoredPost) {
  const texts = [...post.versions, post].map(({ title, text }) =>
    title === null ? text : `${title}\n${text}`,
  );
  return post.versions.map((_, i) => diff(texts[i] ?? '', texts[i + 1] ?? ''));
}
