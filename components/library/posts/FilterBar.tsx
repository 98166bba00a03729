import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/translate.ts';
import type { Facets } from '../../../lib/search/facets.ts';
import { activeFields, EMPTY_FILTER, type Filter, isEmptyFilter } from '../../../lib/search/filter.ts';
import { suggest } from '../../../lib/search/suggest.ts';
import { formatNumber } from '../../format.ts';
import { Icon } from '../../icon/Icon.tsx';
import { FilterChips, filterName } from './FilterChips.tsx';
import { FilterForm } from './FilterForm.tsx';
import { PostSearch } from './PostSearch.tsx';

/** A filter that the user saved under a name. */
export interface SavedFilter {
  name: string;
  filter: Filter;
}

export interface FilterBarProps {
  filter: Filter;
  savedFilters: SavedFilter[];
  /** Called only when they are needed: counting takes a while. */
  facets: () => Facets;
  /** Number of saved posts. */
  saved: number | null;
  onChange: (filter: Filter) => void;
  onSave: (name: string) => void;
  onDelete: (name: string) => void;
  /** On to the list. */
  onLeave: () => void;
}

/** Search field and filters of a list of posts. */
export function FilterBar(props: FilterBarProps) {
  const { filter, savedFilters, facets, saved, onChange, onSave, onDelete, onLeave } = props;
  const [open, setOpen] = useState(false);
  const set = (part: Partial<Filter>) => onChange({ ...filter, ...part });
  const authorLabel = (author: string) => {
    const key = author.replace(/^=/, '');
    return facets().authors.find(({ value }) => value === key)?.label ?? key;
  };
  const active = activeFields(filter).filter((field) => field !== 'query' && field !== 'savedState').length;
  return (
    <div class="stack tight filters">
      <PostSearch
        query={filter.query}
        suggestions={filter.query === '' ? [] : suggest(filter.query, facets())}
        onInput={(query) => set({ query })}
        onPick={({ query, set: part }) => set({ query, ...part })}
        onLeave={onLeave}
      />
      <div class="row wrap chip-row">
        <button
          type="button"
          class="chip toggle"
          aria-pressed={filter.savedState === 'saved'}
          onClick={() => set({ savedState: filter.savedState === 'saved' ? null : 'saved' })}
        >
          <Icon name="bookmark" size={12} filled />
          {t('filter_saved')} <span class="number">{formatNumber(saved)}</span>
        </button>
        <button
          type="button"
          class="chip toggle"
          aria-pressed={filter.copies === 'copy'}
          onClick={() => set({ copies: filter.copies === 'copy' ? null : 'copy' })}
        >
          {t('filter_copies_copy')}
        </button>
        <button
          type="button"
          class="chip toggle"
          aria-expanded={open}
          aria-controls="filter-form"
          onClick={() => setOpen(!open)}
        >
          <Icon name="filter" size={12} />
          {t('filter_title')}
          {active > 0 && <span class="number">{formatNumber(active)}</span>}
        </button>
        <FilterChips
          filter={filter.copies === 'copy' ? { ...filter, copies: null } : filter}
          authorLabel={authorLabel}
          onChange={(next) => onChange(filter.copies === 'copy' ? { ...next, copies: 'copy' } : next)}
        />
        {!isEmptyFilter(filter) && (
          <>
            <button
              type="button"
              class="button-link accent small target"
              onClick={() => onChange(EMPTY_FILTER)}
            >
              {t('filter_clear')}
            </button>
            <button
              type="button"
              class="button-link accent small target"
              onClick={() => onSave(filterName(filter, authorLabel))}
            >
              {t('filter_save')}
            </button>
          </>
        )}
      </div>
      <div id="filter-form" hidden={!open}>
        {open && <FilterForm filter={filter} facets={facets()} onChange={onChange} />}
      </div>
      {savedFilters.length > 0 && (
        <div class="row wrap chip-row">
          {savedFilters.map(({ name, filter: one }) => (
            <span key={name} class="chip saved-filter">
              <button type="button" class="button-link target truncate" onClick={() => onChange(one)}>
                <bdi>{name}</bdi>
              </button>
              <button
                type="button"
                class="button-link target"
                aria-label={t('filter_delete', name)}
                onClick={() => onDelete(name)}
              >
                <Icon name="close" size={12} />
              </button>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
