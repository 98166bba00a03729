import { t } from '../../lib/i18n/translate.ts';
import type { Role } from '../../lib/post.ts';
import { ROLES } from '../../lib/post-enums.ts';
import { roleText } from './role-text.ts';

export type RoleFilter = Role | 'any';

export interface RoleSelectProps {
  role: RoleFilter;
  onRole: (role: RoleFilter) => void;
  /** Style classes besides `field`. */
  class: string;
  disabled?: boolean;
}

const FILTERS: RoleFilter[] = ['any', ...ROLES];

/** Selects the role by which tickers are listed. */
export function RoleSelect({ role, onRole, class: more, disabled = false }: RoleSelectProps) {
  return (
    <select
      class={`field ${more}`}
      aria-label={t('tickers_role')}
      value={role}
      disabled={disabled}
      onChange={(event) => onRole(event.currentTarget.value as RoleFilter)}
    >
      {FILTERS.map((value) => (
        <option key={value} value={value}>
          {value === 'any' ? t('tickers_any_role') : roleText(value)}
        </option>
      ))}
    </select>
  );
}
