import { useState } from 'preact/hooks';
import { Copies } from '../../components/popup/Copies.tsx';
import { useAsync } from '../../components/useAsync.ts';
import { usePagedList } from '../../components/usePagedList.ts';
import { openLibraryAt, type TabProps } from './navigation.ts';
import { POPUP_PAGE_SIZE } from './page-size.ts';

/** Number of members read of an expanded group; the library page shows all. */
const MEMBERS = 10;

export function CopiesTab({ reader, version }: TabProps) {
  const { rows, loadMore: more } = usePagedList(
    (after, limit) => reader.groups({ after, limit }),
    [reader],
    version,
    POPUP_PAGE_SIZE,
  );
  const [openId, setOpen] = useState<string | null>(null);
  const detail = useAsync(
    () => (openId === null ? Promise.resolve(null) : reader.group(openId, MEMBERS)),
    [reader, version, openId],
  );

  return (
    <Copies
      groups={rows}
      more={more}
      openId={openId}
      detail={detail?.group.id === openId ? detail : null}
      onToggle={(id) => setOpen((open) => (open === id ? null : id))}
      onLibrary={(id) => void openLibraryAt(`/copies/${encodeURIComponent(id.toWellFormed())}`)}
    />
  );
}
