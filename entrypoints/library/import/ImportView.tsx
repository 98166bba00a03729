import { useEffect, useRef, useState } from 'preact/hooks';
import {
  ImportPanel,
  type ImportPreview,
  type ImportState,
  type VerifyState,
} from '../../../components/library/ImportPanel.tsx';
import { t } from '../../../lib/i18n/translate.ts';
import { recordImport } from '../../../lib/pages/backup-reminder.ts';
import { Connection, StoreError } from '../../../lib/store/db/connection.ts';
import type { ImportPayload } from '../../../lib/store/import/import-posts.ts';
import type { ImportDocument } from '../../../lib/store/import/read-export.ts';
import type { ViewProps } from '../view-props.ts';
import { takeDropped } from './dropped-file.ts';

/** Separate chunks: the view is shown before the code that reads and writes files is loaded. */
const loadReader = () => import('./read-import-file.ts');
const loadWriter = () => import('./import-with-undo.ts');
const loadVerifier = () => import('../../../lib/store/verify/verify-export.ts');
const loadImport = () => import('../../../lib/store/import/read-export.ts');

/** Lets the page answer between two pieces of long work. */
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

/** The error text: translated for an error of the store, otherwise the error's own message. */
function errorText(error: unknown): string {
  if (error instanceof StoreError) return t(`health_${error.kind}_title`);
  return error instanceof Error ? error.message : String(error);
}

export function ImportView(_: ViewProps) {
  const [run, setRun] = useState<ImportState>({ state: 'idle' });
  const [verify, setVerify] = useState<VerifyState>({ state: 'idle' });
  const pending = useRef<{ payload: ImportPayload; plan: ImportPreview } | null>(null);
  const undoImport = useRef<(() => Promise<void>) | null>(null);

  /** Reads a source and computes what importing it would do. */
  async function plan(file: string, read: () => Promise<ImportDocument>) {
    setRun({ state: 'reading' });
    const connection = new Connection();
    try {
      const document = await read();
      const { planImport, toImportPayload } = await loadImport();
      const now = new Date();
      const payload = toImportPayload(document, now.toISOString());
      const found = await planImport(connection, document, now, payload);
      const counted: ImportPreview = {
        file,
        new: found.new,
        same: found.same,
        added: found.newer,
        conflict: found.conflict,
        altered: found.changed,
        unknown: [...(document.unknown?.names ?? [])],
      };
      pending.current = { payload, plan: counted };
      setRun({ state: 'plan', plan: counted });
    } catch (error) {
      setRun({ state: 'refused', file, detail: errorText(error) });
    } finally {
      await connection.close();
    }
  }

  async function confirm() {
    if (!pending.current) return;
    const { payload, plan } = pending.current;
    setRun({ state: 'writing', share: 0 });
    try {
      const { importWithUndo } = await loadWriter();
      undoImport.current = await importWithUndo(payload, (posts) =>
        setRun({ state: 'writing', share: posts / payload.posts.length }),
      );
      recordImport(new Date());
      setRun({ state: 'done', plan, undoable: true });
    } catch (error) {
      setRun({ state: 'refused', file: plan.file, detail: errorText(error) });
    }
  }

  async function undo() {
    setRun({ state: 'writing', share: null });
    try {
      await undoImport.current?.();
      undoImport.current = null;
      setRun({ state: 'undone' });
    } catch (error) {
      setRun({ state: 'refused', file: pending.current?.plan.file ?? '', detail: errorText(error) });
    }
  }

  async function check(file: File) {
    setVerify({ state: 'checking' });
    try {
      const [{ verifyExport }, { readExportFile }] = await Promise.all([loadVerifier(), loadReader()]);
      const { faults, ...found } = await verifyExport(await readExportFile(file), nextTask);
      setVerify(
        faults.length === 0
          ? { state: 'sound', file: file.name, ...found, copies: found.claims }
          : {
              state: 'changed',
              file: file.name,
              faults: [...new Set(faults.map(({ path, message }) => `${path}: ${message}`))],
            },
      );
    } catch (error) {
      setVerify({ state: 'refused', file: file.name, detail: errorText(error) });
    }
  }

  const planFile = (file: File) =>
    void plan(file.name, async () => {
      const [{ readImportFile }, { filterKnownCodes }] = await Promise.all([loadReader(), loadWriter()]);
      return readImportFile(file, filterKnownCodes);
    });
  useEffect(() => takeDropped(planFile), []);

  return (
    <div class="scroll">
      <ImportPanel
        run={run}
        verify={verify}
        onFile={planFile}
        onPaste={(text) =>
          void plan(t('import_pasted'), async () => {
            const [{ readPastedText: readPasted }, { filterKnownCodes: knownCodes }] = await Promise.all([
              loadReader(),
              loadWriter(),
            ]);
            return readPasted(text, knownCodes);
          })
        }
        onConfirm={() => void confirm()}
        onDrop={() => setRun({ state: 'idle' })}
        onUndo={() => void undo()}
        onVerify={(file) => void check(file)}
      />
    </div>
  );
}
