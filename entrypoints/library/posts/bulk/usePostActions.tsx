import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import type { BulkWord } from '../../../../components/library/BulkStatus.tsx';
import type { PostAction } from '../../../../components/library/posts/ActionBar.tsx';
import { EditDialog } from '../../../../components/library/posts/EditDialog.tsx';
import { t } from '../../../../lib/i18n/translate.ts';
import type { PostEdit } from '../../../../lib/messages.ts';
import { downloadBlob } from '../../../../lib/pages/download.ts';
import type { LibraryReader } from '../../../../lib/store/reader.ts';
import { parseTags } from '../../../../lib/tag-list.ts';
import { postsTarget } from '../../report/report-target.ts';
import { hrefTo } from '../../route.ts';
import { postsIndexOf } from '../posts-index.ts';
import { shownPosts } from '../selection.ts';
import { type BulkResult, deletePosts, editPosts, type Progress } from './bulk-edit.ts';
import { useBulk } from './useBulk.ts';

interface PostActions {
  /** What can be done with these posts, in the order of the bar. New commands for some posts are added here. */
  actionsFor: (ids: readonly string[]) => PostAction[];
  edit: (what: BulkWord, ids: readonly string[], edit: PostEdit) => void;
  remove: (ids: readonly string[]) => void;
  /** The dialog that an action opened; to be rendered by the view. */
  dialog: ComponentChild;
}

/** So few posts that reading them again takes no time. */
const FEW = 100;

/**
 * The actions on some posts: a selection, an author's posts, a group.
 * @param editable false in the sample, which is read-only: only reading actions are offered
 */
export function usePostActions(reader: LibraryReader, editable: boolean): PostActions {
  const bulk = useBulk();
  const index = postsIndexOf(reader);
  const [asking, setAsking] = useState<{ what: 'tag' | 'note'; ids: readonly string[] } | null>(null);

  /** Runs a change of the posts, or its undo, while the index does not look at what changes. */
  const unwatched = async <T,>(change: () => Promise<T>): Promise<T> => {
    const release = index.hold();
    try {
      return await change();
    } finally {
      release();
    }
  };
  const run = (what: BulkWord, total: number, change: (progress: Progress) => Promise<BulkResult>) =>
    bulk.run(what, total, async (progress) => {
      const done = await unwatched(() => change(progress));
      const { undo } = done;
      return { ...done, undo: undo && ((again) => unwatched(() => undo(again))) };
    });

  const edit: PostActions['edit'] = (what, ids, change) =>
    run(what, ids.length, async (progress) => {
      const done = await editPosts(reader, ids, change, progress);
      // The next key press must not see the state before this one.
      if (ids.length <= FEW) await index.reread(ids);
      return done;
    });
  const remove: PostActions['remove'] = (ids) =>
    run('deleted', ids.length, (progress) => deletePosts(reader, ids, progress));

  const exportAction = (ids: readonly string[]): PostAction => ({
    name: 'export',
    label: t('posts_export'),
    icon: 'download',
    shortcut: 'e',
    run() {
      shownPosts.selection = { ids: new Set(ids), anchor: null };
      location.hash = hrefTo('export', null, { scope: 'selected' });
    },
  });

  const reportAction = (ids: readonly string[]): PostAction => ({
    name: 'report',
    label: t('report_button'),
    icon: 'report',
    run() {
      bulk.tell(ids.length, async (progress) => {
        const { makeReport } = await import('../../report/make-report.ts');
        const { blob, name } = await makeReport(reader, postsTarget(ids, null), progress);
        downloadBlob(blob, name);
        return t('report_ready', name);
      });
    },
  });

  /** Saves the posts or, if all of them are saved, unsaves them. */
  function saveAction(ids: readonly string[]): PostAction {
    const saved = ids.every((id) => index.isSaved(id));
    return {
      name: 'save',
      label: t(saved ? 'posts_unsave' : 'posts_save'),
      icon: 'bookmark',
      filled: saved,
      shortcut: 's',
      run: () => edit(saved ? 'unsaved' : 'saved', ids, { saved: !saved }),
    };
  }

  function actionsFor(ids: readonly string[]): PostAction[] {
    if (!editable) return [exportAction(ids), reportAction(ids)];
    return [
      saveAction(ids),
      {
        name: 'tag',
        label: t('posts_tag'),
        icon: 'tag',
        shortcut: 't',
        run: () => setAsking({ what: 'tag', ids }),
      },
      {
        name: 'note',
        label: t('post_note'),
        icon: 'note',
        shortcut: 'n',
        run: () => setAsking({ what: 'note', ids }),
      },
      exportAction(ids),
      reportAction(ids),
      {
        name: 'delete',
        label: t('posts_delete'),
        icon: 'trash',
        isDangerous: true,
        shortcut: 'Del',
        run: () => remove(ids),
      },
    ];
  }

  const dialog = asking && (
    <EditDialog
      what={asking.what}
      count={asking.ids.length}
      tags={index.facets().tags}
      onClose={() => setAsking(null)}
      onSubmit={(text) =>
        asking.what === 'tag'
          ? edit('tagged', asking.ids, { tags: parseTags(text) })
          : edit('noted', asking.ids, { note: text.trim() })
      }
    />
  );
  return { actionsFor, edit, remove, dialog };
}
