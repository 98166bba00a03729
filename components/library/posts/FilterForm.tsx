import { t } from '../../../lib/i18n/translate.ts';
import type { Role, Surface } from '../../../lib/post.ts';
import { ROLES, SURFACES } from '../../../lib/post-enums.ts';
import type { Facets, FacetValue } from '../../../lib/search/facets.ts';
import type { Filter } from '../../../lib/search/filter.ts';
import { language, languageName } from '../../format.ts';
import { roleText } from '../../roles/role-text.ts';

export interface FilterFormProps {
  filter: Filter;
  facets: Facets;
  onChange: (filter: Filter) => void;
}

/** Values suggested in a field, at most. */
const SUGGESTED = 100;

/** All filters as a form; text fields suggest what occurs in the library. */
export function FilterForm({ filter, facets, onChange }: FilterFormProps) {
  const set = (part: Partial<Filter>) => onChange({ ...filter, ...part });
  return (
    <div class="filter-grid">
      <TextField
        label={t('filter_ticker')}
        value={filter.ticker}
        known={facets.tickers}
        onInput={(ticker) => set({ ticker })}
      />
      <SelectField
        label={t('tickers_role')}
        value={filter.role ?? ''}
        any={t('tickers_any_role')}
        options={ROLES.map((role) => [role, roleText(role)])}
        onPick={(role) => set({ role: (role || null) as Role | null })}
      />
      <TextField
        label={t('filter_author')}
        value={filter.author.replace(/^=/, '')}
        known={facets.authors}
        onInput={(author) => set({ author })}
      />
      <TextField
        label={t('filter_tag')}
        value={filter.tag}
        known={facets.tags}
        onInput={(tag) => set({ tag })}
      />
      <DateField label={t('filter_from')} value={filter.from} onInput={(from) => set({ from })} />
      <DateField label={t('filter_to')} value={filter.to} onInput={(to) => set({ to })} />
      <p class="text-muted small whole-row">{t('filter_days', timeZone())}</p>
      <SelectField
        label={t('filter_language')}
        value={filter.lang}
        any={t('filter_any')}
        options={facets.languages.map(({ value }) => [value, languageName(value)])}
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
        options={(['copy', 'first', 'original'] as const).map((name) => [name, t(`filter_copies_${name}`)])}
        onPick={(copies) => set({ copies: (copies || null) as Filter['copies'] })}
      />
      <label class="row small check-row">
        <input
          type="checkbox"
          checked={filter.hasNote}
          onChange={(event) => set({ hasNote: event.currentTarget.checked })}
        />
        {t('filter_noted')}
      </label>
    </div>
  );
}

/** The reader's time zone: `Asia/Tokyo, GMT+9`. */
function timeZone(): string {
  const format = new Intl.DateTimeFormat(language(), { timeZoneName: 'shortOffset' });
  const offset = format.formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value;
  return [format.resolvedOptions().timeZone, offset].filter(Boolean).join(', ');
}

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
}

function TextField({ label, value, known, onInput }: FieldProps & { known: FacetValue[] }) {
  const list = `known-${label}`;
  return (
    <label class="stack tight small">
      <span class="text-muted">{label}</span>
      <input
        class="field"
        dir="auto"
        list={list}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <datalist id={list}>
        {known.slice(0, SUGGESTED).map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </datalist>
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
