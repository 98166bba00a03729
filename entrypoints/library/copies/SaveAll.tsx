import { useState } from 'preact/hooks';
import { formatCount } from '../../../components/format.ts';
import { Icon } from '../../../components/icon/Icon.tsx';
import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { sendWithRetry } from '../../../lib/send-with-retry.ts';

/** Saves all posts of a group that are not saved yet; afterwards takes exactly these back. */
export function SaveAll({ posts }: { posts: StoredPost[] }) {
  const [added, setAdded] = useState<string[] | null>(null);
  const [failed, setFailed] = useState(false);
  const unsaved = posts.filter(({ capturedAt }) => capturedAt === null).map(({ id }) => id);

  async function set(ids: string[], saved: boolean) {
    const answer = await sendWithRetry('setSaved', { ids, saved });
    setFailed(!answer.ok);
    if (answer.ok) setAdded(saved ? ids : null);
  }

  return (
    <>
      {unsaved.length > 0 ? (
        <button type="button" class="button main" onClick={() => set(unsaved, true)}>
          <Icon name="bookmark" /> {formatCount('group_save_all', unsaved.length)}
        </button>
      ) : (
        <span class="row small text-muted">
          <Icon name="check" /> {t('group_all_saved')}
        </span>
      )}
      {added && (
        <button type="button" class="button" onClick={() => set(added, false)}>
          {t('undo')}
        </button>
      )}
      {failed && (
        <p role="alert" class="bad-text small">
          {t('strip_failed_no_response')}
        </p>
      )}
    </>
  );
}
