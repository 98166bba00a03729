import { useMemo, useState } from 'preact/hooks';
import { formatNumber } from '../../../components/format.ts';
import { PostDetailCard } from '../../../components/library/PostDetailCard.tsx';
import { Notice } from '../../../components/primitives.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { diff } from '../../../lib/copies/compare/diff.ts';
import { t, tPlural } from '../../../lib/i18n/translate.ts';
import { saveNote } from '../../../lib/pages/note-drafts.ts';
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
  const changes = useMemo(() => (post ? changesOf(post) : []), [post]);
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
    <PostDetailCard
      post={post}
      changes={changes}
      groupHref={post.group === null ? null : hrefTo('copies', post.group)}
      edit={
        editable
          ? {
              onSave: (saved) => void sendToBackground('setSaved', { ids: [id], saved }),
              onNote: (note, tags, base) => saveNote({ id, note, tags, base }),
              onCorrect: (code, role) => void sendToBackground('correctRole', { id, code, role }),
              onDelete: () => void remove(post),
            }
          : null
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
