import type { ComponentChildren } from 'preact';
import { t, tPlural } from '../../lib/i18n/translate.ts';
import type { TickerDetail } from '../../lib/list-rows.ts';
import { ROLES } from '../../lib/post-enums.ts';
import { number } from '../format.ts';
import { Figure } from '../Parts.tsx';
import { ROLE_KEY, roleWord } from '../Post.tsx';
import type { RoleFilter } from '../popup/Tickers.tsx';

export interface TickerPaneProps {
  detail: TickerDetail;
  role: RoleFilter;
  onRole: (role: RoleFilter) => void;
  /** Mentions by day. */
  plot: ComponentChildren;
  /** The posts behind the number that is chosen. */
  posts: ComponentChildren;
}

/** One ticker: its numbers by role, each of which opens the posts behind it, and its days. */
export function TickerPane({ detail, role, onRole, plot, posts }: TickerPaneProps) {
  const shown = role === 'any' ? detail.posts : detail[role];
  return (
    <div class="stack wide">
      <h2 class="title">
        <bdi>${detail.code}</bdi>
      </h2>
      <section class="card stack">
        <div class="figures">
          <Figure word="figure_posts" value={detail.posts} onClick={() => onRole('any')} />
          {ROLES.map((name) => (
            <Figure key={name} word={ROLE_KEY[name]} value={detail[name]} onClick={() => onRole(name)} />
          ))}
          <Figure word="figure_authors" value={detail.authors} />
        </div>
        {plot}
      </section>
      <section class="card list-card" aria-label={tPlural('figure_posts', shown)}>
        <h3 class="pane-bar row">
          {tPlural('figure_posts', shown)}
          <span class="chip discussed">{role === 'any' ? t('tickers_any_role') : roleWord(role)}</span>
          <span class="push soft small">{number(shown)}</span>
        </h3>
        {posts}
      </section>
    </div>
  );
}
