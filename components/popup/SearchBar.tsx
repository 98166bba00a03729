import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { Icon } from '../icon/Icon.tsx';

export interface SearchBarProps {
  query: string;
  onQuery: (query: string) => void;
  /** Enter: the whole library is searched. */
  onSubmit: () => void;
}

/** The library's search. The cursor is in it when the popup opens. */
export function SearchBar({ query, onQuery, onSubmit }: SearchBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <search class="search">
      <Icon name="search" />
      <input
        ref={field}
        class="field"
        type="search"
        dir="auto"
        aria-label={t('popup_search')}
        placeholder={t('popup_search')}
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && !event.isComposing && onSubmit()}
      />
    </search>
  );
}
