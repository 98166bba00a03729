import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { Icon } from '../icon/Icon.tsx';

export interface ReportButtonsProps {
  /** Makes the report and saves it as a file; resolves to the file's name. */
  onReport: () => Promise<string>;
  /** Makes the report as plain text. */
  onText: () => Promise<string>;
}

/** Two buttons: the evidence report as a file, and as text on the clipboard; below them what became of it. */
export function ReportButtons({ onReport, onText }: ReportButtonsProps) {
  const [state, setState] = useState<{ text: string; busy: boolean; failed?: boolean } | null>(null);

  async function run(work: () => Promise<string>) {
    setState({ text: t('report_making'), busy: true });
    try {
      setState({ text: await work(), busy: false });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      setState({ text: t('report_failed', detail), busy: false, failed: true });
    }
  }
  const save = () => run(async () => t('report_ready', await onReport()));
  const copy = () =>
    run(async () => {
      // A promise, because a browser lets a page write to the clipboard only in answer to a click.
      const text = onText().then((words) => new Blob([words], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
      return t('report_text_copied');
    });

  return (
    <>
      <button
        type="button"
        class="button"
        title={t('report_button_hint')}
        disabled={state?.busy}
        onClick={save}
      >
        <Icon name="report" /> {t('report_button')}
      </button>
      <button type="button" class="button" disabled={state?.busy} onClick={copy}>
        {t('report_text_button')}
      </button>
      <p role="status" class={`report-status small ${state?.failed ? 'bad-text' : 'text-muted'}`}>
        {state?.text}
      </p>
    </>
  );
}
