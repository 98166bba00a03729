import type { ComponentChildren } from 'preact';
import type { Role } from '../../lib/post.ts';
import type { TickerDetail } from '../../lib/rows.ts';
import { t } from '../../lib/words.ts';
import { number } from '../format.ts';
import { Figure } from '../Parts.tsx';
import { roleWord } from '../Post.tsx';
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

const ROLES: Role[] = ['discussed', 'appended', 'unsupported', 'topic'];

/** One ticker: its numbers by role, each of which opens the posts behind it, and its days. */
export function TickerPane({ detail, role, onRole, plot, posts }: TickerPaneProps) {
  return (
    <div class="stack wide">
      <h2 class="title">
        <bdi>${detail.code}</bdi>
      </h2>
      <section class="card stack">
        <div class="figures">
          <Figure label={t('figure_posts')} value={detail.posts} onClick={() => onRole('any')} />
          {ROLES.map((name) => (
            <Figure key={name} label={roleWord(name)} value={detail[name]} onClick={() => onRole(name)} />
          ))}
          <Figure label={t('figure_authors')} value={detail.authors} />
        </div>
        {plot}
      </section>
      <section class="card list-card" aria-label={t('figure_posts')}>
        <h3 class="pane-bar row">
          {t('figure_posts')}
          <span class="chip discussed">{role === 'any' ? t('tickers_any_role') : roleWord(role)}</span>
          <span class="push soft small">{number(role === 'any' ? detail.posts : detail[role])}</span>
        </h3>
        {posts}
      </section>
    </div>
  );
}
