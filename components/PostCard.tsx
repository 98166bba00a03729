/** One post in a list, and the small marks that go with it. */
import type { ComponentChildren } from 'preact';
import { t } from '../lib/i18n/translate.ts';
import type { CopyKind, Role, StoredPost, Ticker } from '../lib/post.ts';
import { authorName, formatDateTime } from './format.ts';
import { Icon } from './icon/Icon.tsx';
import { safeLink } from './link.ts';

/** What a list needs of a post. */
export type PostSummary = Pick<StoredPost, 'id' | 'url' | 'author' | 'title' | 'text' | 'postedAt'>;

export function AuthorName({ author }: { author: StoredPost['author'] }) {
  const name = authorName(author);
  return (
    <bdi class="strong cut" title={author.handle ? `@${author.handle}` : name}>
      {name}
    </bdi>
  );
}

/** When a post was posted; a post from a text dump may not say. */
export function PostedAt({ time }: { time: string | null }) {
  return time === null ? (
    <span class="soft small">{t('post_time_unknown')}</span>
  ) : (
    <time class="soft small number nowrap" dateTime={time}>
      {formatDateTime(time)}
    </time>
  );
}

/** Opens the post on Square in a new tab; nothing when it has no address we trust. */
export function OpenLink({ url }: { url: string | null }) {
  const href = safeLink(url);
  return href === null ? null : (
    <a class="icon-button" href={href} target="_blank" rel="noopener noreferrer" title={t('post_open')}>
      <Icon name="external" />
      <span class="sr">{t('post_open')}</span>
    </a>
  );
}

const KIND_WORD: Record<CopyKind, string> = {
  exact: 'copies_kind_exact',
  near: 'copies_kind_near',
  excerpt: 'copies_kind_excerpt',
  template: 'copies_kind_template',
  figures: 'copies_kind_figures',
};

export function KindChip({ kind }: { kind: CopyKind }) {
  return <span class="chip copy">{t(KIND_WORD[kind])}</span>;
}

/** The key of a role's word. */
export const ROLE_MESSAGE_KEYS: Record<Role, string> = {
  discussed: 'strip_role_discussed',
  appended: 'strip_role_appended',
  unsupported: 'strip_role_unsupported',
  topic: 'strip_role_topic',
};

export const roleWord = (role: Role): string => t(ROLE_MESSAGE_KEYS[role]);

export function TickerChip({ ticker }: { ticker: Pick<Ticker, 'shown' | 'role'> }) {
  return (
    <bdi class={`chip ${ticker.role}`} title={roleWord(ticker.role)}>
      {ticker.shown}
      <span class="sr">, {roleWord(ticker.role)}</span>
    </bdi>
  );
}

export interface PostCardProps {
  post: PostSummary;
  /** Marks under the text: kind, tickers, tags. */
  marks?: ComponentChildren;
  /** Buttons at the end of the first line, after "open". */
  actions?: ComponentChildren;
}

/** Who, when, and the first lines of what. Everything a poster wrote is isolated in its own direction. */
export function PostCard({ post, marks, actions }: PostCardProps) {
  return (
    <article class="post" aria-label={authorName(post.author)}>
      <header class="row">
        <AuthorName author={post.author} />
        <PostedAt time={post.postedAt} />
        <span class="row tight push">
          {actions}
          <OpenLink url={post.url} />
        </span>
      </header>
      {post.title !== null && (
        <p class="strong cut2" dir="auto">
          {post.title}
        </p>
      )}
      <p class="cut3 text" dir="auto">
        {post.text}
      </p>
      {marks && <div class="row wrap marks">{marks}</div>}
    </article>
  );
}
