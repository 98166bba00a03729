import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { FacetValue } from '../../../lib/search/facets.ts';
import { formatCount } from '../../format.ts';

export interface EditDialogProps {
  what: 'tag' | 'note';
  /** Number of posts that get it. */
  count: number;
  /** Tags of the library, most frequent first. */
  tags: readonly FacetValue[];
  onSubmit: (text: string) => void;
  onClose: () => void;
}

/** Number of tags offered as buttons. */
const OFFERED = 8;

/** Asks for tags or a note for several posts. */
export function EditDialog({ what, count, tags, onSubmit, onClose }: EditDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const title = formatCount(what === 'tag' ? 'posts_tag_title' : 'posts_note_title', count);
  const submit = (value: string) => {
    if (value.trim() === '') return;
    dialog.current?.close();
    onSubmit(value);
  };
  return (
    <dialog ref={dialog} class="edit-dialog" aria-labelledby="edit-title" onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit(text);
        }}
      >
        <h2 id="edit-title">{title}</h2>
        {what === 'tag' ? (
          <label class="stack tight">
            <span class="visually-hidden">{t('post_tags')}</span>
            <input
              class="field"
              dir="auto"
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <span class="text-muted small">{t('post_tags_hint')}</span>
          </label>
        ) : (
          <label class="stack tight">
            <span class="visually-hidden">{t('post_note')}</span>
            <textarea
              class="field"
              rows={4}
              dir="auto"
              maxLength={20_000}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <span class="text-muted small">{t('posts_note_hint')}</span>
          </label>
        )}
        {what === 'tag' && tags.length > 0 && (
          <p class="row wrap">
            {tags.slice(0, OFFERED).map(({ value }) => (
              <button key={value} type="button" class="chip target" onClick={() => submit(value)}>
                <bdi class="truncate">{value}</bdi>
              </button>
            ))}
          </p>
        )}
        <p class="row dialog-buttons">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t('cancel')}
          </button>
          <button type="submit" class="button main" disabled={text.trim() === ''}>
            {t(what === 'tag' ? 'posts_add_tags' : 'posts_add_note')}
          </button>
        </p>
      </form>
    </dialog>
  );
}
