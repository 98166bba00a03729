import { useEffect, useState } from 'preact/hooks';
import { Saved } from '../../components/popup/Saved.tsx';
import { usePagedList } from '../../components/usePagedList.ts';
import { setSaved } from '../../lib/pages/edit-drafts.ts';
import type { StoredPost } from '../../lib/post.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { openLibraryAt, type TabProps } from './navigation.ts';
import { POPUP_PAGE_SIZE } from './page-size.ts';

/** How long "Removed" with its undo is shown, in ms. */
const UNDO_FOR = 10_000;

export function SavedTab({ reader, version, query }: TabProps) {
  const [removed, setRemoved] = useState<StoredPost | null>(null);
  const list = usePagedList(
    (after, limit) => reader.captures({ after, limit }),
    [reader],
    version,
    POPUP_PAGE_SIZE,
  );
  const search = useSearch(reader, version, query);

  useEffect(() => {
    if (!removed) return;
    const timer = setTimeout(() => setRemoved(null), UNDO_FOR);
    return () => clearTimeout(timer);
  }, [removed]);

  /** Hides the message, unless it belongs to another post by now. */
  const done = (post: StoredPost) => setRemoved((now) => (now?.id === post.id ? null : now));

  const shown = query.trim() ? search.found : list.rows;
  return (
    <Saved
      posts={shown?.filter((post) => post.id !== removed?.id) ?? null}
      more={query.trim() ? null : list.loadMore}
      query={query}
      searching={search.searching}
      removed={removed}
      onOpen={(post) => void openLibraryAt(`/posts/${encodeURIComponent(post.id)}`)}
      onRemove={(post) => {
        setRemoved(post);
        void setSaved(post.id, false).then((answer) => {
          if (!answer.ok) done(post);
        });
      }}
      onUndo={() => {
        if (!removed) return;
        void setSaved(removed.id, true).then((answer) => {
          // The post could not be saved again: show the undo for its full time.
          if (answer.ok) done(removed);
          else setRemoved((now) => (now && now.id !== removed.id ? now : { ...removed }));
        });
      }}
    />
  );
}

/** Maximum number of results; the library page shows more. */
const RESULTS = 50;
const BATCH_SIZE = 500;

/** Searches the captures, newest first, and shows what was found so far. */
function useSearch(reader: LibraryReader, version: number, query: string) {
  const [state, set] = useState<{ found: StoredPost[] | null; searching: boolean }>({
    found: null,
    searching: false,
  });
  useEffect(() => {
    let current = true;
    const run = async () => {
      const { captureMatcher } = await import('./capture-matcher.ts');
      const matches = captureMatcher(query);
      if (!current) return;
      if (!matches) return set((old) => ({ ...old, searching: false }));
      const found: StoredPost[] = [];
      let after: string | null = null;
      do {
        const page = await reader.captures({ after, limit: BATCH_SIZE });
        if (!current) return;
        found.push(...page.rows.filter(matches));
        after = found.length < RESULTS ? page.next : null;
        set({ found: found.slice(0, RESULTS), searching: after !== null });
      } while (after !== null);
    };
    const isEmpty = query.trim() === '';
    set((old) => ({ ...old, searching: !isEmpty }));
    if (isEmpty) return;
    const timer = setTimeout(() => void run().catch(() => set({ found: [], searching: false })), 120);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [reader, version, query]);
  return state;
}
