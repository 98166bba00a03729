import { useState } from 'preact/hooks';
import { formatDate } from '../../components/format.ts';
import { HealthBanner } from '../../components/HealthBanner.tsx';
import { Notice } from '../../components/primitives.tsx';
import { useStoreHealth } from '../../components/useStoreHealth.ts';
import { t } from '../../lib/i18n/translate.ts';
import type { Summary } from '../../lib/list-rows.ts';
import { isBackupDue, lastExportAt, snoozeReminder } from '../../lib/pages/backup-reminder.ts';
import { sendToBackground } from '../../lib/send.ts';
import { StoreError } from '../../lib/store/db/connection.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';
import { hrefTo } from './route.ts';

export interface BannersProps {
  reader: LibraryReader;
  version: number;
  sample: boolean;
  summary: Summary | null;
  /** True where reminders would disturb. */
  quiet: boolean;
}

/** Banners above every view: state of the store, sample, backup reminder. */
export function Banners({ reader, version, sample, summary, quiet }: BannersProps) {
  const [later, setLater] = useState(false);
  const health = useStoreHealth(
    () => sendToBackground('health', {}),
    async () => {
      const error: unknown = await reader.summary().then(
        () => null,
        (reason: unknown) => reason,
      );
      return error instanceof StoreError ? { state: error.kind, detail: error.message } : null;
    },
    version,
  );
  if (sample) {
    return (
      <Notice
        title={t('sample_title')}
        actions={
          <button type="button" class="button main" onClick={() => void leaveSample()}>
            {t('sample_leave')}
          </button>
        }
      >
        <p class="text-muted">{t('sample_text')}</p>
      </Notice>
    );
  }
  const due = !quiet && !later && summary !== null && isBackupDue(summary.captured, new Date());
  return (
    <>
      <HealthBanner
        {...health.view}
        onDismiss={() => void sendToBackground('dismissLoss', {}).then(health.again)}
      />
      {due && (
        <Notice
          title={t('backup_title')}
          actions={
            <>
              <a class="button main" href={hrefTo('export', null, { scope: 'saved' })}>
                {t('backup_now')}
              </a>
              <button
                type="button"
                class="button"
                onClick={() => {
                  snoozeReminder(new Date());
                  setLater(true);
                }}
              >
                {t('backup_later')}
              </button>
            </>
          }
        >
          <p class="text-muted">
            {lastExportAt() === null ? t('backup_never') : t('backup_last', formatDate(lastExportAt()))}
          </p>
        </Notice>
      )}
    </>
  );
}

async function leaveSample(): Promise<void> {
  const { removeSample } = await import('./welcome/sample.ts');
  await removeSample();
  location.replace(`${location.pathname}#/copies`);
}
