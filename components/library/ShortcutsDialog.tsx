import { useEffect, useRef } from 'preact/hooks';
import { type MessageKey, t } from '../../lib/i18n/translate.ts';

const KEYS: [string[], MessageKey][] = [
  [['↑', '↓', 'Home', 'End'], 'keys_rows'],
  [['j'], 'keys_next'],
  [['k'], 'keys_previous'],
  [['Enter'], 'keys_open'],
  [['Esc'], 'keys_leave'],
  [['x'], 'keys_select'],
  [['Shift', '↑', '↓'], 'keys_range'],
  [['Ctrl', 'A'], 'keys_all'],
  [['s'], 'keys_save'],
  [['t'], 'keys_tag'],
  [['n'], 'keys_note'],
  [['e'], 'keys_export'],
  [['Del'], 'keys_delete'],
  [['Ctrl', 'Z'], 'undo'],
  [['/'], 'keys_search'],
  [['Ctrl', 'K'], 'keys_commands'],
  [['?'], 'keys_help'],
];

/** Dialog that lists the keyboard shortcuts of the library page. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{t('keys_title')}</h2>
      <dl class="shortcut-list">
        {KEYS.map(([keys, word]) => (
          <div key={word} class="row">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button" onClick={onClose}>
        {t('close')}
      </button>
    </dialog>
  );
}
