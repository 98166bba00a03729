import { HealthBanner } from '../../components/HealthBanner.tsx';
import { Notice } from '../../components/primitives.tsx';
import { useStoreHealth } from '../../components/useStoreHealth.ts';
import { t } from '../../lib/i18n/translate.ts';
import { sendWithRetry } from '../../lib/send-with-retry.ts';
import { StoreError } from '../../lib/store/db/connection.ts';
import type { LibraryReader } from '../../lib/store/reader.ts';

export interface BannersProps {
  reader: LibraryReader;
  version: number;
  sample: boolean;
}

/** Banners above every view: state of the store, sample. */
export function Banners({ reader, version, sample }: BannersProps) {
  const health = useStoreHealth(
    () => sendWithRetry('health', {}),
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
  return (
    <HealthBanner
      {...health.view}
      onDismiss={() => void sendWithRetry('dismissLoss', {}).then(health.again)}
    />
  );
}

async function leaveSample(): Promise<void> {
  const { removeSample } = await import('./welcome/sample.ts');
  await removeSample();
  location.replace(`${location.pathname}#/copies`);
}
