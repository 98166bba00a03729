import { useMemo, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon/Icon.tsx';
import { useAsync } from '../../../components/useAsync.ts';
import { t } from '../../../lib/i18n/translate.ts';
import type { GroupWithPosts } from '../../../lib/list-rows.ts';
import { downloadBlob } from '../../../lib/pages/download.ts';
import { groupStory } from '../../../lib/report/group-story.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';

export interface ShareProps {
  reader: LibraryReader;
  detail: GroupWithPosts;
  size: number;
}

/** The button that shows the share picture of a group; its code is loaded on the first click. */
export function Share({ reader, detail, size }: ShareProps) {
  const [open, setOpen] = useState(false);
  const story = useMemo(() => groupStory(detail.group, detail.posts), [detail]);
  const parts = useAsync(
    async () =>
      open
        ? {
            Dialog: (await import('../../../components/share/ShareDialog.tsx')).ShareDialog,
            seen: (await reader.summary()).seen,
          }
        : null,
    [open],
  );
  return (
    <>
      <button type="button" class="button" onClick={() => setOpen(true)}>
        <Icon name="external" /> {t('share_button')}
      </button>
      {open && parts && (
        <parts.Dialog
          story={story}
          size={size}
          seen={parts.seen}
          onSave={(picture) => downloadBlob(picture, `feedglass-${size}-posts.png`)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
