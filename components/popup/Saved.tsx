import { t } from '../../lib/i18n/translate.ts';
import type { StoredPost } from '../../lib/post.ts';
import { Icon } from '../icon/Icon.tsx';
import { PostCard, TickerChip } from '../PostCard.tsx';
import { Empty, LoadMore } from '../primitives.tsx';
import { onePreviewLine } from './preview-line.ts';
import { SaveToggle } from './SaveToggle.tsx';

export interface SavedProps {
  posts: StoredPost[] | null;
  more: (() => void) | null;
  query: string;
  /** True while a search reads the captures. */
  searching: boolean;
  /** The post that was just removed, while it can be restored. */
  removed: StoredPost | null;
  /** Opens the post in the library. */
  onOpen: (post: StoredPost) => void;
  onRemove: (post: StoredPost) => void;
  onUndo: () => void;
}

/** Number of tickers shown below a post. */
const TICKERS = 6;
/** Characters of a text: more than three lines show. */
const PREVIEW = 400;

/** The user's captures, newest first, or those that the search found. */
export function Saved(props: SavedProps) {
  const { posts, more, query, searching, removed, onOpen, onRemove, onUndo } = props;
  return (
    <div class="stack">
      <div role="status" class={removed ? 'undo row' : 'visually-hidden'}>
        {removed && (
          <>
            <span>{t('saved_removed')}</span>
            <button type="button" class="button quiet push-end" onClick={onUndo}>
              <Icon name="undo" />
              {t('undo')}
            </button>
          </>
        )}
      </div>
      {posts === null ? (
        <p class="text-muted loading">{t('loading')}</p>
      ) : posts.length === 0 && !searching ? (
        <Nothing query={query} />
      ) : (
        <ul class="list posts" aria-label={t('tab_saved')}>
          {posts.map((post) => (
            <li key={post.id}>
              <PostCard
                post={{ ...post, text: onePreviewLine({ ...post, title: null }, PREVIEW) }}
                marks={<Marks post={post} />}
                actions={
                  <>
                    <button
                      type="button"
                      class="icon-button"
                      title={t('post_open_library')}
                      onClick={() => onOpen(post)}
                    >
                      <Icon name="library" />
                      <span class="visually-hidden">{t('post_open_library')}</span>
                    </button>
                    <SaveToggle author={post.author} saved onToggle={() => onRemove(post)} />
                  </>
                }
              />
            </li>
          ))}
        </ul>
      )}
      {searching && <p class="text-muted loading">{t('saved_searching')}</p>}
      <LoadMore onMore={more} label={t('more')} />
    </div>
  );
}

function Nothing({ query }: { query: string }) {
  return query ? (
    <Empty title={t('saved_nothing_found')}>
      <p>{t('saved_nothing_found_hint')}</p>
    </Empty>
  ) : (
    <Empty title={t('saved_empty_title')}>
      <p>{t('saved_empty')}</p>
    </Empty>
  );
}

function Marks({ post }: { post: StoredPost }) {
  const tickers = [...post.cashtags, ...post.otherTickers];
  if (tickers.length + post.tags.length === 0 && !post.note && !post.group) return null;
  return (
    <>
      {post.group !== null && <span class="chip copy">{t('post_in_group')}</span>}
      {tickers.slice(0, TICKERS).map((ticker) => (
        <TickerChip key={ticker.code} ticker={ticker} />
      ))}
      {tickers.length > TICKERS && (
        <bdi dir="ltr" class="chip">
          +{tickers.length - TICKERS}
        </bdi>
      )}
      {post.tags.map((tag) => (
        <bdi key={tag} class="chip">
          {tag}
        </bdi>
      ))}
      {post.note && (
        <span class="chip note" title={post.note}>
          <Icon name="note" size={12} />
          <span class="visually-hidden">{t('post_note')}</span>
          <bdi class="truncate">{post.note}</bdi>
        </span>
      )}
    </>
  );
}
