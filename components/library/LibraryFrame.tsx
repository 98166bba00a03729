import type { ComponentChildren } from 'preact';
import { t } from '../../lib/i18n/translate.ts';
import type { Summary } from '../../lib/list-rows.ts';
import { formatCount, formatNumber } from '../format.ts';
import { Icon, type IconName, Logo } from '../icon/Icon.tsx';

export interface NavItem {
  href: string;
  label: string;
  glyph: IconName;
  current: boolean;
  count?: number | null;
}

export interface LibraryFrameProps {
  nav: NavItem[];
  summary: Summary | null;
  /** Banners above the view: state of the store, sample. */
  banners: ComponentChildren;
  title: string;
  children: ComponentChildren;
  onHelp: () => void;
}

/** Frame of the library page: navigation, banners and the view. */
export function LibraryFrame({ nav, summary, banners, title, children, onHelp }: LibraryFrameProps) {
  return (
    <>
      <button type="button" class="button skip-link" onClick={() => document.getElementById('main')?.focus()}>
        {t('skip')}
      </button>
      <nav class="sidebar" aria-label={t('library_sections')}>
        <p class="row brand">
          <Logo size={26} />
          <span class="text-strong">{t('extension_name')}</span>
        </p>
        <ul>
          {nav.map((item) => (
            <li key={item.href}>
              <a
                class="sidebar-link"
                href={item.href}
                aria-current={item.current ? 'page' : undefined}
                title={item.label}
              >
                <Icon name={item.glyph} />
                <span class="sidebar-label">{item.label}</span>
                {item.count !== undefined && (
                  <span class="push-end small number">{formatNumber(item.count)}</span>
                )}
              </a>
            </li>
          ))}
        </ul>
        <div class="sidebar-footer small text-muted">
          <p>{formatCount('library_seen', summary?.seen)}</p>
          <p>{t('library_local')}</p>
          <button type="button" class="button-link accent" onClick={onHelp}>
            {t('keys_title')}
          </button>
        </div>
      </nav>
      <main id="main" tabIndex={-1}>
        <h1 class="view-title">{title}</h1>
        {banners}
        {children}
      </main>
    </>
  );
}
