import { t } from '../../../lib/i18n/translate.ts';
import { activeFields, EMPTY_FILTER, type Filter } from '../../../lib/search/filter.ts';
import { formatDate, languageName } from '../../format.ts';
import { Icon } from '../../icon/Icon.tsx';
import { roleText } from '../../roles/role-text.ts';

export interface FilterChipsProps {
  filter: Filter;
  /** What an author's key is shown as. */
  authorLabel: (author: string) => string;
  onChange: (filter: Filter) => void;
}

/** The fields that are set, each with a button that removes it. */
export function FilterChips({ filter, authorLabel, onChange }: FilterChipsProps) {
  const fields = activeFields(filter).filter((field) => field !== 'query' && field !== 'savedState');
  return (
    <>
      {fields.map((field) => {
        const label = fieldLabel(filter, field, authorLabel);
        return (
          <button
            key={field}
            type="button"
            class="chip filter-chip"
            aria-label={t('filter_remove', label)}
            title={t('filter_remove', label)}
            onClick={() => onChange({ ...filter, [field]: EMPTY_FILTER[field] })}
          >
            <bdi class="truncate">{label}</bdi>
            <Icon name="close" size={12} />
          </button>
        );
      })}
    </>
  );
}

/** A filter as one line: the default name of a savedState filter. */
export function filterName(filter: Filter, authorLabel: (author: string) => string): string {
  return activeFields(filter)
    .map((field) => fieldLabel(filter, field, authorLabel))
    .join(' · ');
}

function fieldLabel(filter: Filter, field: keyof Filter, authorLabel: (author: string) => string): string {
  switch (field) {
    case 'query':
      return filter.query;
    case 'savedState':
      return t(filter.savedState === 'saved' ? 'filter_saved' : 'filter_unsaved');
    case 'ticker':
      return `$${filter.ticker.replace(/^\$/, '')}`;
    case 'role':
      return filter.role === null ? '' : roleText(filter.role);
    case 'author':
      return authorLabel(filter.author);
    case 'from':
      return t('filter_from_day', dayLabel(filter.from));
    case 'to':
      return t('filter_to_day', dayLabel(filter.to));
    case 'lang':
      return languageName(filter.lang);
    case 'surface':
      return filter.surface === null ? '' : t(`surface_${filter.surface}`);
    case 'copies':
      return filter.copies === null ? '' : t(`filter_copies_${filter.copies}`);
    case 'tag':
      return `${t('filter_tag')}: ${filter.tag}`;
    case 'hasNote':
      return t('filter_noted');
    case 'group':
      return t('filter_group');
    case 'campaign':
      return t('filter_campaign');
  }
}

const dayLabel = (day: string): string => (/^\d{4}-\d\d-\d\d$/.test(day) ? formatDate(day) : day);
