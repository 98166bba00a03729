import { useRef, useState } from 'preact/hooks';
import {
  DeletePostsForm,
  type DeletePostsState,
  type DeletionScope,
} from '../../../components/library/DeletePostsForm.tsx';
import { foldCase } from '../../../lib/fold-for-search.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { startOfLocalDay } from '../../../lib/search/local-day.ts';
import type { LibraryReader } from '../../../lib/store/reader.ts';
import type { DeletedPosts } from '../import/import-with-undo.ts';
import { requestDeleteSeen } from './request-delete-seen.ts';

/**
 * Maximum number of deleted posts kept for undo. The user is told before a larger deletion that it cannot be
 * undone.
 */
const MAX_UNDOABLE = 20_000;

/** Counts and deletes posts, and keeps them for undo until the page is closed. */
export function DeletePosts({ reader }: { reader: LibraryReader }) {
  const [run, setRun] = useState<DeletePostsState>({ state: 'idle' });
  /** `ids` is `null` for all posts that were only seen: the background finds them itself. */
  const pending = useRef<DeletedPosts & { ids: string[] | null }>({ ids: [], posts: [], corrections: [] });

  async function attempt(work: () => Promise<DeletePostsState>) {
    try {
      setRun(await work());
    } catch (error) {
      setRun({ state: 'failed', detail: error instanceof Error ? error.message : String(error) });
    }
  }

  async function count(deleting: DeletionScope): Promise<DeletePostsState> {
    const ids: string[] = [];
    const posts: StoredPost[] = [];
    let count = 0;
    if (deleting.what === 'seen') {
      const { seen, captured } = await reader.summary();
      count = seen - captured;
    }
    if (count <= MAX_UNDOABLE) {
      for await (const batch of reader.allPosts()) {
        for (const post of batch.filter((candidate) => matches(candidate, deleting))) {
          ids.push(post.id);
          if (posts.length < MAX_UNDOABLE) posts.push(post);
        }
      }
      count = ids.length;
    }
    const undoable = count <= MAX_UNDOABLE;
    pending.current = {
      ids: deleting.what === 'seen' ? null : ids,
      posts: undoable ? posts : [],
      corrections: [],
    };
    return { state: 'ask', deleting, count, undoable };
  }

  async function removeAll(): Promise<DeletePostsState> {
    const { ids, posts } = pending.current;
    const deletion = await import('../import/import-with-undo.ts');
    const { removed, corrections } =
      ids === null ? await requestDeleteSeen(reader) : await deletion.deletePosts(ids);
    pending.current.corrections = corrections;
    return { state: 'done', count: removed, undoable: posts.length > 0 };
  }

  return (
    <DeletePostsForm
      run={run}
      onCount={(deleting) => {
        setRun({ state: 'counting' });
        void attempt(() => count(deleting));
      }}
      onConfirm={() => {
        setRun({ state: 'running' });
        void attempt(removeAll);
      }}
      onDrop={() => setRun({ state: 'idle' })}
      onUndo={() => {
        setRun({ state: 'running' });
        void attempt(async () => {
          const { restorePosts: restore } = await import('../import/import-with-undo.ts');
          await restore(pending.current);
          return { state: 'idle' };
        });
      }}
    />
  );
}

/** True if the post is in the scope of the deletion. */
function matches(post: StoredPost, deleting: DeletionScope): boolean {
  switch (deleting.what) {
    case 'all':
      return true;
    case 'seen':
      return post.capturedAt === null;
    case 'author': {
      const wanted = foldCase(deleting.author.trim().replace(/^@/, ''));
      return [post.author.name, post.author.handle].some(
        (name) => name !== null && foldCase(name) === wanted,
      );
    }
    case 'range': {
      const at = post.postedAt ?? post.firstSeenAt;
      const [start, end] = [startOfLocalDay(deleting.from, 0), startOfLocalDay(deleting.to, 1)];
      return (start === null || at >= start) && (end === null || at < end);
    }
  }
}
