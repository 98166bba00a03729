import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { Suggestion } from '../../../lib/search/suggest.ts';
import { formatCount } from '../../format.ts';
import { Icon, type IconName } from '../../icon/Icon.tsx';

export interface PostSearchProps {
  query: string;
  /** Completions of the last word. */
  suggestions: Suggestion[];
  onInput: (query: string) => void;
  onPick: (suggestion: Suggestion) => void;
  /** Enter without a picked suggestion, or Escape: on to the list. */
  onLeave: () => void;
}

const ICONS: Record<Suggestion['kind'], IconName> = {
  author: 'user',
  ticker: 'chart',
  tag: 'tag',
  lang: 'filter',
  operator: 'filter',
};

/** The JSX types require `list` with the role `combobox`; the suggestions are no `datalist`. */
const NO_DATALIST = { list: undefined };

/** The search field, with suggestions for what is being typed (the ARIA combobox pattern). */
export function PostSearch({ query, suggestions, onInput, onPick, onLeave }: PostSearchProps) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const shown = open ? suggestions : [];
  useEffect(() => setAt(-1), [query]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      event.preventDefault();
      setAt((at + step + shown.length + (at === -1 && step === -1 ? 1 : 0)) % shown.length);
    } else if (event.key === 'Enter' || (event.key === 'ArrowDown' && shown.length === 0)) {
      event.preventDefault();
      const picked = shown[at];
      if (picked) onPick(picked);
      else onLeave();
      setOpen(false);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (shown.length > 0) setOpen(false);
      else if (query !== '') onInput('');
      else onLeave();
    }
  }

  return (
    <div class="search-box">
      <label class="search">
        <span class="visually-hidden">{t('posts_search')}</span>
        <Icon name="search" />
        <input
          id="search"
          class="field"
          type="search"
          dir="auto"
          autocomplete="off"
          role="combobox"
          {...NO_DATALIST}
          aria-autocomplete="list"
          aria-expanded={shown.length > 0}
          aria-controls="search-suggestions"
          aria-activedescendant={shown[at] ? `suggestion-${at}` : undefined}
          placeholder={t('posts_search_hint')}
          value={query}
          onInput={(event) => {
            setOpen(true);
            onInput(event.currentTarget.value);
          }}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
      </label>
      <div
        id="search-suggestions"
        class="suggestions"
        role="listbox"
        aria-label={t('posts_suggestions')}
        hidden={shown.length === 0}
      >
        {shown.map((one, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and the keys
          <div
            key={`${one.kind} ${one.label}`}
            id={`suggestion-${i}`}
            class="row"
            role="option"
            aria-selected={i === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setOpen(one.kind === 'operator');
              onPick(one);
            }}
          >
            <Icon name={ICONS[one.kind]} size={14} />
            <bdi class="truncate">{one.label}</bdi>
            {one.posts !== null && (
              <span class="push-end text-muted small number nowrap">
                {formatCount('posts_count', one.posts)}
              </span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
