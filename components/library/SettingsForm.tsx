import type { ComponentChildren } from 'preact';
import { LOCALES } from '../../lib/i18n/locales.ts';
import { t } from '../../lib/i18n/translate.ts';
import type { Settings } from '../../lib/settings.ts';
import { formatBytes, formatNumber } from '../format.ts';

export interface SettingsFormProps {
  settings: Settings;
  /** Storage used and available, in bytes; `null` if the browser does not report it. */
  storage: { used: number | null; left: number | null };
  shortcuts: { name: string; keys: string }[];
  onChange: (part: Partial<Settings>) => void;
  /** The form that deletes posts; it has its own state. */
  deletion: ComponentChildren;
}

const LIMITS = [1_000, 10_000, 50_000, 100_000, 200_000, 500_000];
const DAYS = [7, 30, 90, 180, 365, 1095];

/** Form of all settings; each change is saved at once. */
export function SettingsForm({ settings, storage, shortcuts, onChange, deletion }: SettingsFormProps) {
  return (
    <div class="stack page-column">
      <Section title={t('settings_look')}>
        <Line label={t('settings_language')}>
          <select
            class="field"
            value={settings.language ?? ''}
            onChange={(event) => onChange({ language: event.currentTarget.value || null })}
          >
            <option value="">{t('settings_language_browser')}</option>
            {Object.entries(LOCALES).map(([locale, name]) => (
              <option key={locale} value={locale}>
                {name}
              </option>
            ))}
          </select>
        </Line>
        <Line label={t('settings_theme')}>
          <select
            class="field"
            value={settings.theme}
            onChange={(event) => onChange({ theme: event.currentTarget.value as Settings['theme'] })}
          >
            {(['system', 'light', 'dark'] as const).map((theme) => (
              <option key={theme} value={theme}>
                {t(`settings_theme_${theme}`)}
              </option>
            ))}
          </select>
        </Line>
      </Section>
      <Section title={t('settings_seen')}>
        <p class="text-muted small">{t('settings_seen_hint')}</p>
        <Switch
          label={t('settings_keep_seen')}
          checked={settings.keepSeen}
          onChange={(keepSeen) => onChange({ keepSeen })}
        />
        <Line label={t('settings_seen_limit')}>
          <select
            class="field"
            disabled={!settings.keepSeen}
            value={settings.seenLimit}
            onChange={(event) => onChange({ seenLimit: Number(event.currentTarget.value) })}
          >
            {withOwn(LIMITS, settings.seenLimit).map((limit) => (
              <option key={limit} value={limit}>
                {formatNumber(limit)}
              </option>
            ))}
          </select>
        </Line>
        <Line label={t('settings_seen_days')}>
          <select
            class="field"
            disabled={!settings.keepSeen}
            value={settings.seenDays}
            onChange={(event) => onChange({ seenDays: Number(event.currentTarget.value) })}
          >
            {withOwn(DAYS, settings.seenDays).map((days) => (
              <option key={days} value={days}>
                {formatNumber(days)}
              </option>
            ))}
          </select>
        </Line>
      </Section>
      <Section title={t('settings_copies')}>
        <Switch
          label={t('settings_collapse')}
          hint={t('settings_collapse_hint')}
          checked={settings.collapseCopies}
          onChange={(collapseCopies) => onChange({ collapseCopies })}
        />
        <Switch
          label={t('settings_icon_count')}
          checked={settings.countOnIcon}
          onChange={(countOnIcon) => onChange({ countOnIcon })}
        />
        <fieldset class="choice-row stack">
          <legend>{t('settings_strictness')}</legend>
          <p class="text-muted small">{t('settings_strictness_hint')}</p>
          {(['strict', 'normal', 'loose'] as const).map((level) => (
            <label key={level} class="row top">
              <input
                type="radio"
                name="strictness"
                checked={settings.strictness === level}
                onChange={() => onChange({ strictness: level })}
              />
              <span>
                {t(`settings_strictness_${level}`)}
                <span class="text-muted small display-block">
                  {t(`settings_strictness_${level}_example`)}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      </Section>
      <Section title={t('settings_shortcuts')}>
        <ul class="stack tight">
          {shortcuts.map(({ name, keys }) => (
            <li key={name} class="row">
              {name}
              <kbd class="push-end">{keys || t('settings_shortcut_none')}</kbd>
            </li>
          ))}
        </ul>
        <p class="text-muted small">{t('settings_shortcuts_hint')}</p>
      </Section>
      <Section title={t('settings_storage')}>
        <p>{t('settings_storage_used', formatBytes(storage.used), formatBytes(storage.left))}</p>
        {deletion}
      </Section>
    </div>
  );
}

/** The offered values, plus the current one if it is not among them. */
const withOwn = (offered: number[], own: number) => [...new Set([...offered, own])].sort((a, b) => a - b);

function Section({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card stack">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label class="setting">
      <span>{label}</span>
      {children}
    </label>
  );
}

function Switch({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <label class="row top">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {hint && <span class="text-muted small display-block">{hint}</span>}
      </span>
    </label>
  );
}
