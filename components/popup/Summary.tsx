import { type MessageKey, t } from '../../lib/i18n/translate.ts';
import type { Summary as LibrarySummary } from '../../lib/list-rows.ts';
import type { SignalCount } from '../../lib/messages.ts';
import type { PageSummary } from '../../lib/pages/page-summary.ts';
import type { Surface } from '../../lib/post.ts';
import { SQUARE_HOME } from '../../lib/square/hosts.ts';
import { formatCount } from '../format.ts';
import { Notice, Stat } from '../primitives.tsx';
import { type PageActions, PageCopies, type PageNews } from './PageCopies.tsx';
import { PageTickers } from './PageTickers.tsx';

/** The page in the active tab, as far as it could be read. */
export type PageView =
  | { state: 'loading' }
  | { state: 'elsewhere' }
  | { state: 'private' }
  | { state: 'stale' }
  | { state: 'unreadable'; signals: SignalCount[]; redacted: string | null }
  | { state: 'empty'; surface: Surface | null }
  | { state: 'no-access' }
  | { state: 'ok'; surface: Surface | null; summary: PageSummary };

export type PopupTab = 'summary' | 'copies' | 'tickers' | 'saved' | 'export';

export interface SummaryProps extends PageActions {
  page: PageView;
  /** `null` while it is being read, or if it cannot be read. */
  library: LibrarySummary | null;
  onTab: (tab: PopupTab) => void;
  onReload: () => void;
  /** Asks the browser for access to Square. */
  onAllow: () => void;
  /** Opens the library at a ticker. */
  onTicker: (code: string) => void;
  news: PageNews;
  onCopyReport: (report: string) => void;
  /** The report was just copied to the clipboard. */
  copied: boolean;
  onSample: () => void;
  onWelcome: () => void;
}

const SURFACE_WORD: Record<Surface, MessageKey> = {
  home: 'surface_home',
  profile: 'surface_profile',
  post: 'surface_post',
  hashtag: 'surface_hashtag',
  search: 'surface_search',
  news: 'surface_news',
};

/** The first tab: what is on this page, and the numbers of the library, each linked to its posts. */
export function Summary(props: SummaryProps) {
  const { page, library, onTab, onWelcome } = props;
  return (
    <div class="stack">
      <section class="stack" aria-labelledby="this-page" aria-busy={page.state === 'loading'}>
        <h2 id="this-page" class="row small text-muted">
          {t('popup_this_page')}
          {'surface' in page && page.surface && ` · ${t(SURFACE_WORD[page.surface])}`}
        </h2>
        <ThisPage {...props} />
      </section>
      <section class="stack apart" aria-labelledby="library" aria-busy={library === null}>
        <h2 id="library" class="small text-muted">
          {t('popup_library')}
        </h2>
        <div class="stats">
          <Stat labelKey="figure_seen" value={library?.seen} />
          <Stat labelKey="figure_copies" value={library?.copies} onClick={() => onTab('copies')} />
          <Stat labelKey="figure_tickers" value={library?.codes} onClick={() => onTab('tickers')} />
          <Stat labelKey="figure_saved" value={library?.captured} onClick={() => onTab('saved')} />
        </div>
        <p class="text-muted small">{t('popup_library_caveat')}</p>
        {library?.seen === 0 && (
          <p>
            <button type="button" class="button-link accent" onClick={onWelcome}>
              {t('popup_first')}
            </button>
          </p>
        )}
      </section>
    </div>
  );
}

function ThisPage(props: SummaryProps) {
  const { page, onReload, onAllow, onCopyReport, copied, onSample } = props;
  switch (page.state) {
    case 'loading':
      return <p class="text-muted">{t('popup_page_loading')}</p>;
    case 'elsewhere':
      return (
        <>
          <p class="text-muted">{t('popup_page_elsewhere')}</p>
          <div class="row wrap">
            <a class="button main" href={SQUARE_HOME} target="_blank" rel="noopener noreferrer">
              {t('popup_open_square')}
            </a>
            <button type="button" class="button" onClick={onSample}>
              {t('popup_sample')}
            </button>
          </div>
        </>
      );
    case 'private':
      return <p class="text-muted">{t('popup_page_private')}</p>;
    case 'stale':
      return (
        <>
          <p class="text-muted">{t('popup_page_stale')}</p>
          <div>
            <button type="button" class="button main" onClick={onReload}>
              {t('popup_reload')}
            </button>
          </div>
        </>
      );
    case 'empty':
      return <p class="text-muted">{t('popup_page_empty')}</p>;
    case 'unreadable':
      return <Unreadable {...page} copied={copied} onCopyReport={onCopyReport} />;
    case 'no-access':
      return (
        <>
          <p class="text-muted">{t('popup_no_access')}</p>
          <div>
            <button type="button" class="button main" onClick={onAllow}>
              {t('popup_allow')}
            </button>
          </div>
        </>
      );
    case 'ok':
      return (
        <>
          <PageCopies {...props} summary={page.summary} checked={props.library?.seen ?? null} />
          <PageTickers summary={page.summary} onTicker={props.onTicker} />
          {page.summary.saved > 0 && (
            <p class="text-muted small saved-here">{formatCount('popup_saved_here', page.summary.saved)}</p>
          )}
        </>
      );
  }
}

/**
 * Shown for an unknown page layout: which parts of a post were not found, and a report without texts or
 * names.
 */
function Unreadable({
  signals,
  redacted,
  copied,
  onCopyReport,
}: {
  signals: SignalCount[];
  redacted: string | null;
  copied: boolean;
  onCopyReport: (report: string) => void;
}) {
  return (
    <Notice tone="warn" title={t('popup_unreadable_title')}>
      <p class="text-muted">{t('popup_unreadable')}</p>
      <details>
        <summary>{t('popup_signals')}</summary>
        <ul class="signals">
          {signals.map(({ signal, count: hits }) => (
            <li key={signal} class="row small">
              <span class="code">{signal}</span>
              <span class={`push-end number ${hits === 0 ? 'none' : ''}`}>{hits}</span>
            </li>
          ))}
        </ul>
      </details>
      {redacted !== null && (
        <div class="row">
          <button type="button" class="button" onClick={() => onCopyReport(redacted)}>
            {t('popup_copy_report')}
          </button>
          <span role="status" class="good-text small">
            {copied && t('popup_report_copied')}
          </span>
        </div>
      )}
    </Notice>
  );
}
