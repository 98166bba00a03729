import type { ComponentChildren } from 'preact';
import type { AuthorFacts, Partner } from '../../../lib/author-facts.ts';
import { t, tPlural } from '../../../lib/i18n/translate.ts';
import type { StoredPost } from '../../../lib/post.ts';
import { authorName, formatCount, formatDate, formatDuration, formatNumber } from '../../format.ts';
import { AuthorName } from '../../PostCard.tsx';
import { ActionBar, type PostAction } from '../posts/ActionBar.tsx';
import { TickerTimes } from './TickerTimes.tsx';

export interface AuthorDetailProps {
  author: StoredPost['author'];
  /** Number of posts that the facts are taken from. */
  posts: number;
  /** True if the author has more posts. */
  isPart: boolean;
  saved: number;
  facts: AuthorFacts;
  /** True while the copy groups are being read. */
  isReading: boolean;
  /** Address of the author's posts that also match a filter. */
  hrefOfPosts: (filter: Record<string, string>) => string;
  actions: readonly PostAction[];
  /** Buttons that make a report. */
  report: ComponentChildren;
  /** The author's posts. */
  list: ComponentChildren;
  dialog: ComponentChildren;
}

/** One author: their posts, what these repeat and who repeats them, their tickers. Facts about texts, no score. */
export function AuthorDetail(props: AuthorDetailProps) {
  const { author, posts, isPart, saved, facts, isReading, hrefOfPosts } = props;
  const others = facts.repeats.reduce((sum, partner) => sum + partner.posts, 0);
  const repeated = facts.repeatedBy.reduce((sum, partner) => sum + partner.posts, 0);
  return (
    <div class="stack">
      <header class="stack tight">
        <h2 class="detail-title author-title">
          <bdi>{authorName(author)}</bdi>
        </h2>
        <p class="row wrap small text-muted">
          {author.handle !== null && <bdi>@{author.handle}</bdi>}
          <span>{t('author_days', formatDate(facts.firstAt), formatDate(facts.lastAt))}</span>
        </p>
        <ActionBar label={t('author_actions')} actions={props.actions} />
        <div class="row wrap">{props.report}</div>
      </header>
      <section class="card stack">
        <div class="stats">
          <Fact value={posts} label={tPlural('figure_posts', posts)} href={hrefOfPosts({})} />
          <Fact value={saved} label={t('figure_saved')} href={hrefOfPosts({ saved: '1' })} />
          <Fact
            value={isReading ? null : others}
            label={t('author_repeats_others')}
            href={hrefOfPosts({ copies: 'copy' })}
          />
          <Fact
            value={isReading ? null : facts.ownRepeats}
            label={t('author_repeats_own')}
            href={hrefOfPosts({ copies: 'copy' })}
          />
          <Fact
            value={isReading ? null : repeated}
            label={t('author_repeated')}
            href={hrefOfPosts({ copies: 'first' })}
          />
        </div>
        <p class="text-muted small">
          {t('author_caveat')} {isPart && t('author_part', formatNumber(posts))}
        </p>
      </section>
      <div class="columns-2">
        <Partners
          title={t('author_sources')}
          none={t(isReading ? 'loading' : 'author_no_sources')}
          partners={facts.repeats}
        />
        <Partners
          title={t('author_followers')}
          none={t(isReading ? 'loading' : 'author_no_followers')}
          partners={facts.repeatedBy}
        />
      </div>
      <TickerTimes facts={facts} hrefOf={(ticker) => hrefOfPosts({ ticker })} />
      <section class="card list-card" aria-label={formatCount('posts_count', posts)}>
        <h3 class="list-bar">{formatCount('posts_count', posts)}</h3>
        {props.list}
      </section>
      {props.dialog}
    </div>
  );
}

function Fact({ value, label, href }: { value: number | null; label: string; href: string }) {
  return (
    <a class="stat plain-link" href={href}>
      <span class="value">{formatNumber(value)}</span>
      <span class="label">{label}</span>
    </a>
  );
}

/** Number of authors listed. */
const SHOWN = 10;

function Partners({ title, none, partners }: { title: string; none: string; partners: readonly Partner[] }) {
  return (
    <section class="card stack">
      <h3>{title}</h3>
      {partners.length === 0 ? (
        <p class="text-muted">{none}</p>
      ) : (
        <ul class="stack tight">
          {partners.slice(0, SHOWN).map((partner) => (
            <li key={partner.key} class="row">
              <AuthorName author={partner.author} />
              <span class="push-end number nowrap small">{formatCount('posts_count', partner.posts)}</span>
              {partner.medianLag !== null && (
                <span class="text-muted small nowrap" title={t('author_lag')}>
                  +{formatDuration(partner.medianLag)}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {partners.length > SHOWN && (
        <p class="text-muted small">{t('author_more', formatNumber(partners.length - SHOWN))}</p>
      )}
    </section>
  );
}
