import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { Icon, type IconName } from '../icon/Icon.tsx';

/** Something that can be gone to. */
export interface Command {
  /** Unique in the list. */
  id: string;
  kind: 'action' | 'author' | 'ticker' | 'tag' | 'group' | 'post';
  /** Instead of the one of its kind. */
  icon?: IconName;
  label: string;
  /** Shown at the end of the line: a number of posts, a date. */
  hint: string;
  href: string;
}

export interface CommandPaletteProps {
  query: string;
  commands: readonly Command[];
  onQuery: (query: string) => void;
  onPick: (command: Command) => void;
  onClose: () => void;
}

const ICONS: Record<Command['kind'], IconName> = {
  action: 'list',
  author: 'user',
  ticker: 'chart',
  tag: 'tag',
  group: 'copies',
  post: 'note',
};

/** Finds posts, authors, tickers, tags, groups and pages by what is typed (the ARIA combobox pattern). */
export function CommandPalette({ query, commands, onQuery, onPick, onClose }: CommandPaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(0);
  const current = Math.min(at, Math.max(0, commands.length - 1));
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => setAt(0), [query]);
  useEffect(() => {
    document.getElementById(`command-${current}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);

  function pick(command: Command | undefined) {
    if (!command) return;
    dialog.current?.close();
    onPick(command);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && commands.length > 0) setAt((current + step + commands.length) % commands.length);
    else if (event.key === 'Enter') pick(commands[current]);
    else return;
    event.preventDefault();
  }

  return (
    <dialog ref={dialog} class="palette" aria-label={t('commands_title')} onClose={onClose}>
      <label class="search">
        <span class="visually-hidden">{t('commands_title')}</span>
        <Icon name="search" />
        <input
          class="field"
          type="search"
          dir="auto"
          autocomplete="off"
          role="combobox"
          {...NO_DATALIST}
          aria-autocomplete="list"
          aria-expanded={commands.length > 0}
          aria-controls="commands"
          aria-activedescendant={commands.length > 0 ? `command-${current}` : undefined}
          placeholder={t('commands_hint')}
          value={query}
          onInput={(event) => onQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <div id="commands" class="suggestions in-palette" role="listbox" aria-label={t('commands_title')}>
        {commands.map((command, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and the keys
          <div
            key={command.id}
            id={`command-${i}`}
            class="row"
            role="option"
            aria-selected={i === current}
            onClick={() => pick(command)}
          >
            <Icon name={command.icon ?? ICONS[command.kind]} size={14} />
            <span class="visually-hidden">{t(`commands_${command.kind}`)}: </span>
            <bdi class="truncate">{command.label}</bdi>
            <span class="push-end text-muted small number nowrap">{command.hint}</span>
          </div>
        ))}
      </div>
      <p class="text-muted small" role="status">
        {commands.length === 0 ? t('saved_nothing_found') : ''}
      </p>
    </dialog>
  );
}

/** The JSX types require `list` with the role `combobox`; the options are no `datalist`. */
const NO_DATALIST = { list: undefined };
