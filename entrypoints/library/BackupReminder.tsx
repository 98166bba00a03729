import { useState } from 'preact/hooks';
import { formatDate } from '../../components/format.ts';
import { t } from '../../lib/i18n/translate.ts';
import { isBackupDue, lastExportAt, snoozeReminder } from '../../lib/pages/backup-reminder.ts';
import { hrefTo } from './route.ts';

/** One quiet line below the view, when saved posts have no recent backup. */
export function BackupReminder({ captured }: { captured: number }) {
  const [isPutOff, setPutOff] = useState(false);
  if (isPutOff || !isBackupDue(captured, new Date())) return null;
  const last = lastExportAt();
  return (
    <aside class="reminder row wrap small" aria-label={t('backup_title')}>
      <span class="text-muted">{last === null ? t('backup_never') : t('backup_last', formatDate(last))}</span>
      <a class="reminder-action" href={hrefTo('export', null, { scope: 'saved' })}>
        {t('backup_now')}
      </a>
      <button
        type="button"
        class="button-link accent reminder-action"
        onClick={() => {
          snoozeReminder(new Date());
          setPutOff(true);
        }}
      >
        {t('backup_later')}
      </button>
    </aside>
  );
}
