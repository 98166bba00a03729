import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { bidiIsolate, formatNumber, formatPercent } from '../format.ts';
import { Icon } from '../icon/Icon.tsx';
import { Notice } from '../primitives.tsx';

/** What an import would do, computed before anything is written. */
export interface ImportPreview {
  file: string;
  /** Posts that are not in the library. */
  new: number;
  /** Posts that are already in the library with the same content. */
  same: number;
  /** Posts to which the file adds a longer text, a note or a capture. */
  added: number;
  /** Posts whose text or note differs; both are kept. */
  conflict: number;
  /** Ids of records whose hash does not match. */
  altered: string[];
  /** Names of the fields that this version does not know and leaves out. */
  unknown: string[];
}

export type ImportState =
  | { state: 'idle' }
  | { state: 'reading' }
  | { state: 'plan'; plan: ImportPreview }
  | { state: 'writing'; share: number | null }
  | { state: 'done'; plan: ImportPreview; undoable: boolean }
  | { state: 'undone' }
  | { state: 'refused'; file: string; detail: string };

/** Result of checking an export: its hashes, and its copies computed again. */
export type VerifyState =
  | { state: 'idle' }
  | { state: 'checking' }
  | { state: 'sound'; file: string; posts: number; copies: number; unchecked: number }
  /** `faults`: what does not hold, each with its place in the file. */
  | { state: 'changed'; file: string; faults: string[] }
  | { state: 'refused'; file: string; detail: string };

export interface ImportPanelProps {
  run: ImportState;
  verify: VerifyState;
  onFile: (file: File) => void;
  onPaste: (text: string) => void;
  onConfirm: () => void;
  onDrop: () => void;
  onUndo: () => void;
  onVerify: (file: File) => void;
}

/** Imports files and pasted pages: preview, then all posts or none, then undo. */
export function ImportPanel(props: ImportPanelProps) {
  const { run, onFile, onPaste } = props;
  const [pasted, setPasted] = useState('');
  const busy = run.state === 'reading' || run.state === 'writing';
  return (
    <div class="stack page-column">
      <p class="text-muted">{t('import_lead')}</p>
      <div class="columns-2">
        <section class="card stack">
          <h2>{t('import_file')}</h2>
          <p class="text-muted small">{t('import_file_hint')}</p>
          <FileButton
            label={t('import_choose')}
            accept=".json,.ndjson,.txt,.html,.htm"
            disabled={busy}
            onFile={onFile}
          />
        </section>
        <section class="card stack">
          <h2>{t('import_paste')}</h2>
          <label class="stack tight">
            <span class="text-muted small">{t('import_paste_hint')}</span>
            <textarea
              class="field"
              rows={4}
              dir="auto"
              value={pasted}
              onInput={(event) => setPasted(event.currentTarget.value)}
            />
          </label>
          <div>
            <button
              type="button"
              class="button"
              disabled={busy || pasted.trim() === ''}
              onClick={() => onPaste(pasted)}
            >
              {t('import_read')}
            </button>
          </div>
        </section>
      </div>
      <div role="status">
        <Progress {...props} />
      </div>
      <Verify {...props} />
    </div>
  );
}

function Progress({ run, onConfirm, onDrop, onUndo }: ImportPanelProps) {
  switch (run.state) {
    case 'idle':
      return null;
    case 'reading':
      return <p class="text-muted">{t('import_reading')}</p>;
    case 'writing':
      return (
        <div class="row">
          <progress max={1} value={run.share ?? undefined} aria-label={t('import_writing')} />
          <span class="number small">{formatPercent(run.share)}</span>
        </div>
      );
    case 'plan':
      return (
        <Notice
          title={t('import_plan', bidiIsolate(run.plan.file))}
          actions={
            <>
              <button
                type="button"
                class="button main"
                disabled={run.plan.new + run.plan.added + run.plan.conflict === 0}
                onClick={onConfirm}
              >
                {t('import_confirm')}
              </button>
              <button type="button" class="button" onClick={onDrop}>
                {t('cancel')}
              </button>
            </>
          }
        >
          <Counts plan={run.plan} />
          <p class="text-muted small">{t('import_plan_hint')}</p>
        </Notice>
      );
    case 'done':
      return (
        <Notice
          title={t('import_done', bidiIsolate(run.plan.file))}
          actions={
            run.undoable && (
              <button type="button" class="button" onClick={onUndo}>
                <Icon name="undo" />
                {t('undo')}
              </button>
            )
          }
        >
          <Counts plan={run.plan} />
        </Notice>
      );
    case 'undone':
      return <Notice title={t('import_undone')} />;
    case 'refused':
      return (
        <Notice tone="bad" title={t('import_refused', bidiIsolate(run.file))}>
          <p>
            <bdi>{run.detail}</bdi>
          </p>
          <p class="text-muted small">{t('import_refused_hint')}</p>
        </Notice>
      );
  }
}

function Counts({ plan }: { plan: ImportPreview }) {
  return (
    <ul class="row wrap">
      <li class="chip first">{t('import_fresh', formatNumber(plan.new))}</li>
      <li class="chip discussed">{t('import_changed', formatNumber(plan.added))}</li>
      {plan.conflict > 0 && <li class="chip copy">{t('import_conflict', formatNumber(plan.conflict))}</li>}
      <li class="chip">{t('import_same', formatNumber(plan.same))}</li>
      {plan.altered.length > 0 && (
        <li class="bad-text small">
          {t('import_altered', formatNumber(plan.altered.length), plan.altered.slice(0, 3).join(', '))}
        </li>
      )}
      {plan.unknown.length > 0 && (
        <li class="small">{t('import_unknown', bidiIsolate(plan.unknown.slice(0, 10).join(', ')))}</li>
      )}
    </ul>
  );
}

function Verify({ verify, onVerify }: ImportPanelProps) {
  return (
    <section class="card stack">
      <h2>{t('verify_title')}</h2>
      <p class="text-muted small">{t('verify_hint')}</p>
      <FileButton
        label={t('verify_choose')}
        accept=".json,.ndjson"
        disabled={verify.state === 'checking'}
        onFile={onVerify}
      />
      <div role="status">
        {verify.state === 'checking' && <p class="text-muted">{t('import_reading')}</p>}
        {verify.state === 'sound' && (
          <p class="good-text">
            {t(
              'verify_sound',
              bidiIsolate(verify.file),
              formatNumber(verify.posts),
              formatNumber(verify.copies),
            )}
            {verify.unchecked > 0 && ` ${t('verify_unchecked', formatNumber(verify.unchecked))}`}
          </p>
        )}
        {verify.state === 'refused' && (
          <p class="bad-text">{t('verify_refused', bidiIsolate(verify.file), verify.detail)}</p>
        )}
        {verify.state === 'changed' && (
          <Notice
            tone="bad"
            title={t('verify_changed', bidiIsolate(verify.file), formatNumber(verify.faults.length))}
          >
            <ul class="code small">
              {verify.faults.slice(0, 50).map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </section>
  );
}

/** A file input styled as a button; the native input covers it for keyboard and screen reader. */
function FileButton({
  label,
  accept,
  disabled,
  onFile,
}: {
  label: string;
  accept: string;
  disabled: boolean;
  onFile: (file: File) => void;
}) {
  return (
    <label class="file-button">
      <span class="button">
        <Icon name="upload" />
        {label}
      </span>
      <input
        class="visually-hidden"
        type="file"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Allows to choose the same file again after it was corrected.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
