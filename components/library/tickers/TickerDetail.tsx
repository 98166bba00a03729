import type { ComponentChildren } from 'preact';
import { t } from '../../../lib/i18n/translate.ts';
import type { TickerWithDays } from '../../../lib/list-rows.ts';
import { ROLES } from '../../../lib/post-enums.ts';
import { formatCount } from '../../format.ts';
import { Stat } from '../../primitives.tsx';
import type { RoleFilter } from '../../roles/RoleSelect.tsx';
import { roleText } from '../../roles/role-text.ts';

export interface TickerDetailProps {
  detail: TickerWithDays;
  role: RoleFilter;
  onRole: (role: RoleFilter) => void;
  /** Chart of mentions by day. */
  plot: ComponentChildren;
  /** The posts behind the selected number. */
  posts: ComponentChildren;
}

/** One ticker: the number of posts by role (a click lists them), and a chart of mentions by day. */
export function TickerDetail({ detail, role, onRole, plot, posts }: TickerDetailProps) {
  const shown = role === 'any' ? detail.posts : detail[role];
  return (
    <div class="stack">
      <h2 class="detail-title">
        <bdi>${detail.code}</bdi>
      </h2>
      <section class="card stack">
        <div class="stats">
          <Stat labelKey="figure_posts" value={detail.posts} onClick={() => onRole('any')} />
          {ROLES.map((name) => (
            <Stat
              key={name}
              labelKey={`strip_role_${name}`}
              value={detail[name]}
              onClick={() => onRole(name)}
            />
          ))}
          <Stat labelKey="figure_authors" value={detail.authors} />
        </div>
        {plot}
      </section>
      <section class="card list-card" aria-label={formatCount('posts_count', shown)}>
        <h3 class="list-bar row">
          {formatCount('posts_count', shown)}
          <span class="chip discussed">{role === 'any' ? t('tickers_any_role') : roleText(role)}</span>
        </h3>
        {posts}
      </section>
    </div>
  );
}
