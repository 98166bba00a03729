import { useEffect, useRef, useState } from 'preact/hooks';
import { t, tPlural } from '../../lib/i18n/translate.ts';
import type { StoredPost } from '../../lib/post.ts';
import type { GroupStory } from '../../lib/report/group-story.ts';
import { ReportLocale } from '../../lib/report/report-locale.ts';
import { drawSharePicture, PICTURE } from '../../lib/report/share-picture.ts';
import { STORY_KEY } from '../../lib/report/title.ts';
import { formatCount } from '../format.ts';

export interface ShareDialogProps {
  story: GroupStory<StoredPost>;
  /** Number of posts in the group. */
  size: number;
  /** Number of posts that were seen. */
  seen: number;
  onSave: (picture: Blob) => void;
  onClose: () => void;
}

/** Shows the share picture of a group, and gives it to the clipboard or to a file. It is drawn here; nothing is sent. */
export function ShareDialog({ story, size, seen, onSave, onClose }: ShareDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [status, setStatus] = useState('');

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawSharePicture(context, story, size, seen, new ReportLocale({ t, plural: tPlural }));
  }, [story, size, seen]);

  const picture = () =>
    new Promise<Blob>((resolve, reject) =>
      canvas.current?.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
    );
  async function copy() {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture() })]);
      setStatus(t('share_copied'));
    } catch (error) {
      setStatus(t('report_failed', error instanceof Error ? error.message : String(error)));
    }
  }

  return (
    <dialog ref={dialog} class="share-dialog" aria-label={t('share_button')} onClose={onClose}>
      <div class="stack">
        <h2>{t('share_button')}</h2>
        <canvas
          ref={canvas}
          width={PICTURE.width}
          height={PICTURE.height}
          role="img"
          aria-label={formatCount(STORY_KEY[story.kind], size)}
        />
        <p class="text-muted small">{t('share_hint')}</p>
        <div class="row wrap">
          <button type="button" class="button main" onClick={copy}>
            {t('share_copy')}
          </button>
          <button type="button" class="button" onClick={() => void picture().then(onSave)}>
            {t('share_file')}
          </button>
          <button type="button" class="button push-end" onClick={() => dialog.current?.close()}>
            {t('close')}
          </button>
        </div>
        <p role="status" class="small text-muted report-status">
          {status}
        </p>
      </div>
    </dialog>
  );
}
