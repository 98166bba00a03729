import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { Icon } from '../icon/Icon.tsx';
import { Notice } from '../primitives.tsx';
import type { PagedList } from '../usePagedList.ts';

export interface ListDetailProps {
  list: ComponentChildren;
  /** State of the list's rows. */
  pages: Pick<PagedList<unknown>, 'rows' | 'failed' | 'retry'>;
  /** `null` if nothing is selected. */
  detail: ComponentChildren | null;
  /** Text shown while nothing is selected in a list that has rows. */
  emptyHint: string;
  /** Address of the list without a selection, for narrow windows. */
  back: string;
}

/** A post that is open over the selected item; `back` is the address without it. */
interface PostOverItem {
  post: ComponentChildren;
  back: string;
}

const PostContext = createContext<PostOverItem | null>(null);

/** Opens a post in the view where it was clicked; every `ListDetail` inside shows it over its item. */
export const PostOverItemProvider = PostContext.Provider;

/** A list beside the selected item; narrow windows show one of the two. */
export function ListDetail({ list, pages, detail, emptyHint, back }: ListDetailProps) {
  const over = useContext(PostContext);
  const isOpen = over !== null || detail !== null;
  return (
    <div class={isOpen ? 'list-detail open' : 'list-detail'}>
      <div class="list-side">
        {pages.failed && (
          <Notice
            tone="bad"
            title={t('list_failed')}
            actions={
              <button type="button" class="button" onClick={pages.retry}>
                {t('list_again')}
              </button>
            }
          />
        )}
        {!(pages.failed && pages.rows === null) && list}
      </div>
      <Detail isOver={over !== null}>
        {over && (
          <>
            <BackLink href={over.back} label={t('post_back')} always />
            {over.post}
          </>
        )}
        {/* It keeps what it shows, and its place, while a post is open over it. */}
        <div class="under" hidden={over !== null}>
          {detail === null ? (
            pages.rows?.length !== 0 && <p class="empty">{emptyHint}</p>
          ) : (
            <>
              <BackLink href={back} label={t('back')} />
              {detail}
            </>
          )}
        </div>
      </Detail>
    </div>
  );
}

function BackLink({ href, label, always = false }: { href: string; label: string; always?: boolean }) {
  return (
    <a class={always ? 'button quiet back-link always' : 'button quiet back-link'} href={href}>
      <Icon name="back" />
      {label}
    </a>
  );
}

/** The pane beside the list. It scrolls back to where it was when a post over its item is closed. */
function Detail({ isOver, children }: { isOver: boolean; children: ComponentChildren }) {
  const pane = useRef<HTMLElement>(null);
  const top = useRef(0);
  useLayoutEffect(() => {
    if (pane.current && isOver) pane.current.scrollTop = 0;
    else if (pane.current) pane.current.scrollTop = top.current;
  }, [isOver]);
  return (
    // biome-ignore-start lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section
      class="detail-side"
      ref={pane}
      tabIndex={0}
      aria-label={t('detail')}
      onScroll={({ currentTarget }) => {
        if (!isOver) top.current = currentTarget.scrollTop;
      }}
    >
      {children}
    </section>
    // biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above
  );
}
