import type { ComponentChildren } from 'preact';
import { t } from '../../lib/i18n/translate.ts';
import type { Summary } from '../../lib/list-rows.ts';
import { count, number } from '../format.ts';
import { Glyph, type GlyphName, Mark } from '../icon/Glyph.tsx';

export interface NavItem {
  href: string;
  label: string;
  glyph: GlyphName;
  current: boolean;
  count?: number | null;
}

export interface ShellProps {
  nav: NavItem[];
  summary: Summary | null;
  /** Banners over the view: the store's state, the sample, a backup that is due. */
  banners: ComponentChildren;
  title: string;
  children: ComponentChildren;
  onHelp: () => void;
}

/** The frame of the library page: where one can go, and the view. */
export function Shell({ nav, summary, banners, title, children, onHelp }: ShellProps) {
  return (
    <>
      <button type="button" class="button skip" onClick={() => document.getElementById('main')?.focus()}>
        {t('skip')}
      </button>
      <nav class="side" aria-label={t('library_sections')}>
        <p class="row brand">
          <Mark size={26} />
          <span class="strong">{t('extension_name')}</span>
        </p>
        <ul>
          {nav.map((item) => (
            <li key={item.href}>
              <a class="nav" href={item.href} aria-current={item.current ? 'page' : undefined}>
                <Glyph name={item.glyph} />
                <span>{item.label}</span>
                {item.count !== undefined && <span class="push small number">{number(item.count)}</span>}
              </a>
            </li>
          ))}
        </ul>
        <div class="side-foot small soft">
          <p>{count('library_seen', summary?.seen)}</p>
          <p>{t('library_local')}</p>
          <button type="button" class="link accent" onClick={onHelp}>
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
