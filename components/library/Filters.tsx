import { t } from '../../lib/i18n/translate.ts';
import type { Role, Surface } from '../../lib/post.ts';
import { ROLES, SURFACES } from '../../lib/post-enums.ts';
import { EMPTY_FILTER, type Filter, isEmptyFilter } from '../../lib/search.ts';
import { formatNumber, language, languageName } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';
import { roleText } from '../role-text.ts';

/** A filter that the user saved under a name. */
export interface SavedFilter {
  name: string;
  filter: Filter;
}

export interface FiltersProps {
  filter: Filter;
  kept: SavedFilter[];
  /** Languages of the posts. */
  languages: string[];
  onChange: (filter: Filter) => void;
  onKeep: (name: string) => void;
  onDelete: (name: string) => void;
}

/** The search field, and a button that opens the filters. */
export function Filters({ filter, kept, languages, onChange, onKeep, onDelete }: FiltersProps) {
  const set = (part: Partial<Filter>) => onChange({ ...filter, ...part });
  const active = Object.entries(filter).filter(
    ([key, value]) => key !== 'query' && value !== EMPTY_FILTER[key as keyof Filter],
  ).length;
  return (
    <div class="stack tight filters">
      <label class="search">
        <span class="visually-hidden">{t('saved_search')}</span>
        <Icon name="search" />
        <input
          id="search"
          class="field"
          type="search"
          dir="auto"
          placeholder={t('saved_search')}
          value={filter.query}
          onInput={(event) => set({ query: event.currentTarget.value })}
        />
      </label>
      <details>
        <summary class="small">
          {t('filter_title')}
          {active > 0 && <span class="chip discussed"> {formatNumber(active)}</span>}
        </summary>
        <div class="filter-grid">
          <TextField label={t('filter_ticker')} value={filter.ticker} onInput={(ticker) => set({ ticker })} />
          <SelectField
            label={t('tickers_role')}
            value={filter.role ?? ''}
            any={t('tickers_any_role')}
            options={ROLES.map((role) => [role, roleText(role)])}
            onPick={(role) => set({ role: (role || null) as Role | null })}
          />
          <TextField label={t('filter_author')} value={filter.author} onInput={(author) => set({ author })} />
          <TextField label={t('filter_tag')} value={filter.tag} onInput={(tag) => set({ tag })} />
          <DateField label={t('filter_from')} value={filter.from} onInput={(from) => set({ from })} />
          <DateField label={t('filter_to')} value={filter.to} onInput={(to) => set({ to })} />
          <p class="soft small">{t('filter_days', timeZone())}</p>
          <SelectField
            label={t('filter_language')}
            value={filter.lang}
            any={t('filter_any')}
            options={languages.map((lang) => [lang, languageName(lang)])}
            onPick={(lang) => set({ lang })}
          />
          <SelectField
            label={t('filter_surface')}
            value={filter.surface ?? ''}
            any={t('filter_any')}
            options={SURFACES.map((surface) => [surface, t(`surface_${surface}`)])}
            onPick={(surface) => set({ surface: (surface || null) as Surface | null })}
          />
          <SelectField
            label={t('filter_copies')}
            value={filter.copies ?? ''}
            any={t('filter_any')}
            options={[
              ['copy', t('filter_copies_copy')],
              ['original', t('filter_copies_original')],
            ]}
            onPick={(copies) => set({ copies: (copies || null) as Filter['copies'] })}
          />
          <label class="row small">
            <input
              type="checkbox"
              checked={filter.hasNote}
              onChange={(event) => set({ hasNote: event.currentTarget.checked })}
            />
            {t('filter_noted')}
          </label>
        </div>
      </details>
      <div class="row wrap">
        {kept.map(({ name, filter: one }) => (
          <span key={name} class="chip">
            <button type="button" class="button-link" onClick={() => onChange(one)}>
              <bdi>{name}</bdi>
            </button>
            <button
              type="button"
              class="button-link"
              aria-label={t('filter_forget', name)}
              onClick={() => onDelete(name)}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        ))}
        {!isEmptyFilter(filter) && (
          <>
            <button type="button" class="button quiet small" onClick={() => onChange(EMPTY_FILTER)}>
              {t('filter_clear')}
            </button>
            <button type="button" class="button quiet small" onClick={() => onKeep(nameOf(filter))}>
              {t('filter_keep')}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

/** The reader's time zone: `Asia/Tokyo, GMT+9`. */
function timeZone(): string {
  const format = new Intl.DateTimeFormat(language(), { timeZoneName: 'shortOffset' });
  const offset = format.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value;
  return [format.resolvedOptions().timeZone, offset].filter(Boolean).join(', ');
}

/** Default name of a filter, from its values. */
function nameOf(filter: Filter): string {
  const parts = [
    filter.query,
    filter.ticker && `$${filter.ticker.replace(/^\$/, '')}`,
    filter.role && roleText(filter.role),
    filter.author,
    filter.tag,
    filter.from || filter.to ? `${filter.from}–${filter.to}` : '',
    filter.lang,
    filter.surface && t(`surface_${filter.surface}`),
    filter.copies && t(`filter_copies_${filter.copies}`),
    filter.hasNote && t('filter_noted'),
  ];
  return parts.filter(Boolean).join(' · ');
}

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

function TextField({ label, value, onInput }: FieldProps) {
  return (
    <label class="stack tight small">
      <span class="text-muted">{label}</span>
      <input class="field" dir="auto" value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </label>
  );
}

function DateField({ label, value, onInput }: FieldProps) {
  return (
    <label class="stack tight small">
      <span class="text-muted">{label}</span>
      <input
        class="field"
        type="date"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function SelectField({
  label,
  value,
  any,
  options,
  onPick,
}: {
  label: string;
  value: string;
  any: string;
  options: [string, string][];
  onPick: (value: string) => void;
}) {
  return (
    <label class="stack tight small">
      <span class="text-muted">{label}</span>
      <select class="field" value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        <option value="">{any}</option>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
