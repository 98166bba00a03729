/** One post in a list, and its marks. */
import type { ComponentChildren } from 'preact';
import { type MessageKey, t } from '../lib/i18n/translate.ts';
import type { CopyKind, StoredPost, Ticker } from '../lib/post.ts';
import { authorKey } from '../lib/text/author-key.ts';
import { FailureBoundary } from './FailureBoundary.tsx';
import { authorName, formatDateTime, formatShortTime } from './format.ts';
import { Icon } from './icon/Icon.tsx';
import { useLibraryLinks } from './library/links.ts';
import { safeLink } from './link.ts';
import { roleText } from './roles/role-text.ts';

/** The fields of a post that a list shows. */
type PostSummary = Pick<StoredPost, 'id' | 'url' | 'author' | 'title' | 'text' | 'postedAt'>;

/** An author's name; in the library a link to the author's page. */
export function AuthorName({ author }: { author: StoredPost['author'] }) {
  const links = useLibraryLinks();
  const key = authorKey(author);
  const name = key === null ? t('author_unknown') : authorName(author);
  const title = author.handle ? `@${author.handle}` : name;
  return links && key !== null ? (
    <a class="text-strong truncate plain-link" href={links.author(key)} title={title}>
      <bdi>{name}</bdi>
    </a>
  ) : (
    <bdi class="text-strong truncate" title={title}>
      {name}
    </bdi>
  );
}

/** Posting time; `null` for a post from a text dump without a time. */
export function PostedAt({ time, short = false }: { time: string | null; short?: boolean }) {
  return time === null ? (
    <span class="text-muted small">{t('post_time_unknown')}</span>
  ) : (
    <time
      class="text-muted small number nowrap"
      dateTime={time}
      {...(short ? { title: formatDateTime(time) } : {})}
    >
      {short ? formatShortTime(time) : formatDateTime(time)}
    </time>
  );
}

/** Link that opens the post on Square in a new tab; renders nothing if the URL is not safe. */
export function OpenLink({ url }: { url: string | null }) {
  const href = safeLink(url);
  return href === null ? null : (
    <a class="icon-button" href={href} target="_blank" rel="noopener noreferrer" title={t('post_open')}>
      <Icon name="external" />
      <span class="visually-hidden">{t('post_open')}</span>
    </a>
  );
}

const KIND_WORD: Record<CopyKind, MessageKey> = {
  exact: 'copies_kind_exact',
  near: 'copies_kind_near',
  excerpt: 'copies_kind_excerpt',
  template: 'copies_kind_template',
  figures: 'copies_kind_figures',
};

export function KindChip({ kind }: { kind: CopyKind }) {
  return <span class="chip copy">{t(KIND_WORD[kind])}</span>;
}

/** A ticker in the color of its role; in the library a link to its posts. */
export function TickerChip({ ticker }: { ticker: Pick<Ticker, 'shown' | 'role' | 'code'> }) {
  const links = useLibraryLinks();
  const role = roleText(ticker.role);
  return links ? (
    <a
      class={`chip ${ticker.role}`}
      href={links.ticker(ticker.code)}
      title={role}
      aria-label={`${ticker.shown}, ${role}`}
    >
      <bdi>{ticker.shown}</bdi>
    </a>
  ) : (
    <bdi class={`chip ${ticker.role}`} title={role}>
      {ticker.shown}
      <span class="visually-hidden">, {role}</span>
    </bdi>
  );
}

/** A tag of the user; in the library a link to its posts. */
export function TagChip({ tag }: { tag: string }) {
  const links = useLibraryLinks();
  return links ? (
    <a class="chip tag" href={links.tag(tag)}>
      <bdi class="truncate">{tag}</bdi>
    </a>
  ) : (
    <bdi class="chip tag truncate">{tag}</bdi>
  );
}

export interface PostCardProps {
  post: PostSummary;
  /** Marks below the text: kind, tickers, tags. */
  marks?: ComponentChildren;
  /** Buttons at the end of the first line, after the "open" link. */
  actions?: ComponentChildren;
}

/**
 * Author, time and the first lines of a post. Text from the page is isolated, so that its direction cannot
 * affect ours.
 */
export function PostCard(props: PostCardProps) {
  const { id } = props.post;
  return (
    <FailureBoundary
      of={id}
      fallback={() => (
        <p class="text-muted">
          {t('post_broken', id)}{' '}
          <a href={`library.html#/saved/${encodeURIComponent(id)}`} target="_blank" rel="noopener">
            {t('popup_open_library')}
          </a>
        </p>
      )}
    >
      <WholePostCard {...props} />
    </FailureBoundary>
  );
}

function WholePostCard({ post, marks, actions }: PostCardProps) {
  return (
    <article class="post" aria-label={authorName(post.author)}>
      <header class="row">
        <AuthorName author={post.author} />
        <PostedAt time={post.postedAt} short />
        <span class="row tight push-end">
          {actions}
          <OpenLink url={post.url} />
        </span>
      </header>
      {post.title !== null && (
        <p class="text-strong clamp-2" dir="auto">
          {post.title}
        </p>
      )}
      <p class="clamp-3 text" dir="auto">
        {post.text}
      </p>
      {marks && <div class="row wrap marks">{marks}</div>}
    </article>
  );
}
