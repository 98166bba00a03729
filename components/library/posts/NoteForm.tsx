import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { parseTags } from '../../../lib/tag-list.ts';
import { useAutosave } from '../useAutosave.ts';

export type NoteAndTags = Pick<StoredPost, 'note' | 'tags'>;

const isSame = (a: NoteAndTags, b: NoteAndTags): boolean =>
  a.note === b.note && a.tags.join('\n') === b.tags.join('\n');

/** Note and tags of a post, saved while the user writes. */
export function NoteForm({
  post,
  onNote,
  onDraft,
}: {
  post: StoredPost;
  onNote: (note: string, tags: string[], base: NoteAndTags) => Promise<string | null>;
  /** Called with each change before it is stored; with `null` when nothing is changed any more. */
  onDraft?: ((draft: (NoteAndTags & { base: NoteAndTags }) | null) => void) | undefined;
}) {
  /** What the form began with, or last took over from the library. */
  const [base, setBase] = useState<NoteAndTags>(post);
  const [note, setNote] = useState(post.note);
  const [tags, setTags] = useState(post.tags.join(', '));
  const [refusal, setRefusal] = useState<string | null>(null);
  // Tags that were not edited stay as they are, even if they could not be typed like that.
  const list = tags === base.tags.join(', ') ? base.tags : parseTags(tags);
  const changed = !isSame({ note, tags: list }, base);
  /** What this form sent last: its next words replace these. */
  const sent = useRef(base);
  useEffect(() => {
    // What another tab or an import stored is taken over while nothing is pending here.
    // Nothing is to be taken over at first: the first letter may come before this runs.
    if (changed || isSame(post, base)) return;
    sent.current = post;
    setBase(post);
    setNote(post.note);
    setTags(post.tags.join(', '));
  }, [post.note, post.tags.join('\n')]);
  const store = () => {
    const before = sent.current;
    sent.current = { note, tags: list };
    void onNote(note, list, before).then((refused) => {
      setRefusal(refused);
      if (refused === null) setBase({ note, tags: list });
    });
  };
  useAutosave(changed, store, [note, tags], (isChanged) =>
    onDraft?.(isChanged ? { note, tags: list, base: sent.current } : null),
  );
  return (
    <section class="card stack">
      <label class="stack tight">
        <span class="text-strong">{t('post_note')}</span>
        <textarea
          class="field"
          rows={3}
          dir="auto"
          maxLength={20_000}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <label class="stack tight">
        <span class="text-strong">{t('post_tags')}</span>
        <input
          class="field"
          dir="auto"
          value={tags}
          onInput={(event) => setTags(event.currentTarget.value)}
        />
        <span class="text-muted small">{t('post_tags_hint')}</span>
      </label>
      <p role="status" class="text-muted small">
        {refusal ?? t(changed ? 'post_note_writing' : 'post_note_saved')}
      </p>
    </section>
  );
}
