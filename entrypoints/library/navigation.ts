/** The menu of the library page, and where its names and chips lead. */
import type { NavItem } from '../../components/library/LibraryFrame.tsx';
import type { LibraryLinks } from '../../components/library/links.ts';
import { type MessageKey, t } from '../../lib/i18n/translate.ts';
import type { Summary } from '../../lib/list-rows.ts';
import { hrefTo, hrefToPost, type Route, type ViewName } from './route.ts';

/** Where an author, a ticker, a tag, a group and a post lead. */
export function linksOf(route: Route): LibraryLinks {
  return {
    author: (key) => hrefTo('authors', key),
    ticker: (code) => hrefTo('posts', null, { ticker: code }),
    tag: (tag) => hrefTo('posts', null, { tag }),
    group: (id) => hrefTo('copies', id),
    post: (id) => hrefToPost(route, id),
  };
}

/** The entries of the menu. The sample is read-only: it has no files and no settings. */
export function navOf(route: Route, summary: Summary | null, sample: boolean): NavItem[] {
  const inSaved = route.view === 'posts' && route.params.get('saved') === '1';
  const item = (
    view: ViewName,
    glyph: NavItem['glyph'],
    count?: number | null,
    own: Partial<NavItem> = {},
  ): NavItem => ({
    href: hrefTo(view),
    label: t(`library_${view}` as MessageKey),
    glyph,
    current: route.view === view,
    ...(count === undefined ? {} : { count }),
    ...own,
  });
  return [
    item('copies', 'copies', summary?.groups ?? null),
    item('posts', 'list', summary?.seen ?? null, { current: route.view === 'posts' && !inSaved }),
    item('posts', 'bookmark', summary?.captured ?? null, {
      href: '#/saved',
      label: t('library_saved'),
      current: inSaved,
    }),
    item('authors', 'user'),
    item('tickers', 'chart', summary?.codes ?? null),
    item('campaigns', 'flag', summary?.campaigns ?? null),
    ...(sample ? [] : [item('export', 'download'), item('import', 'upload'), item('settings', 'gear')]),
  ];
}
