import { useRef, useState } from 'preact/hooks';
import {
  BringIn,
  type ImportPlan,
  type ImportState,
  type VerifyState,
} from '../../components/library/BringIn.tsx';
import { t } from '../../lib/i18n/translate.ts';
import { Connection, StoreError } from '../../lib/store/db/connection.ts';
import type { ImportDocument } from '../../lib/store/import/read-export.ts';
import type { ViewProps } from './context.ts';

/** Chunks of their own: the view stands before what reads and writes files is loaded. */
const incoming = () => import('./incoming.ts');
const writing = () => import('./bring.ts');
const importing = () => import('../../lib/store/import/read-export.ts');

/** Why it did not go: a fault of the store by its name, anything else as it says itself. */
function said(error: unknown): string {
  if (error instanceof StoreError) return t(`health_${error.kind}_title`);
  return error instanceof Error ? error.message : String(error);
}

export function ImportView({ reader }: ViewProps) {
  const [run, setRun] = useState<ImportState>({ state: 'idle' });
  const [verify, setVerify] = useState<VerifyState>({ state: 'idle' });
  const held = useRef<{ document: ImportDocument; plan: ImportPlan } | null>(null);
  const undo = useRef<(() => Promise<void>) | null>(null);

  /** Reads, and counts what bringing it in would do. */
  async function plan(file: string, read: () => Promise<ImportDocument>) {
    setRun({ state: 'reading' });
    const connection = new Connection();
    try {
      const document = await read();
      const { planImport } = await importing();
      const found = await planImport(connection, document);
      const counted: ImportPlan = {
        file,
        fresh: found.new,
        same: found.same,
        added: found.newer,
        conflict: found.conflict,
        altered: found.changed,
      };
      held.current = { document, plan: counted };
      setRun({ state: 'plan', plan: counted });
    } catch (error) {
      setRun({ state: 'refused', file, detail: said(error) });
    } finally {
      await connection.close();
    }
  }

  async function confirm() {
    if (!held.current) return;
    const { document, plan } = held.current;
    setRun({ state: 'writing', share: 0 });
    try {
      const { bring } = await writing();
      undo.current = await bring(reader, document, (posts) =>
        setRun({ state: 'writing', share: posts / document.captures.length }),
      );
      setRun({ state: 'done', plan, undoable: true });
    } catch (error) {
      setRun({ state: 'refused', file: plan.file, detail: said(error) });
    }
  }

  async function takeBack() {
    setRun({ state: 'writing', share: null });
    try {
      await undo.current?.();
      undo.current = null;
      setRun({ state: 'undone' });
    } catch (error) {
      setRun({ state: 'refused', file: held.current?.plan.file ?? '', detail: said(error) });
    }
  }

  async function check(file: File) {
    setVerify({ state: 'checking' });
    try {
      const [{ recordsWithBadHash: changedRecords }, { readExportFile }] = await Promise.all([
        importing(),
        incoming(),
      ]);
      const document = await readExportFile(file);
      const records = await changedRecords(document);
      setVerify(
        records.length === 0
          ? { state: 'sound', file: file.name, count: document.captures.length }
          : { state: 'changed', file: file.name, records },
      );
    } catch (error) {
      setVerify({ state: 'refused', file: file.name, detail: said(error) });
    }
  }

  return (
    <div class="scroll">
      <BringIn
        run={run}
        verify={verify}
        onFile={(file) =>
          void plan(file.name, async () => {
            const [{ readFile }, { knownCodes }] = await Promise.all([incoming(), writing()]);
            return readFile(file, knownCodes);
          })
        }
        onPaste={(text) =>
          void plan(t('bring_pasted'), async () => {
            const [{ readPasted }, { knownCodes }] = await Promise.all([incoming(), writing()]);
            return readPasted(text, knownCodes);
          })
        }
        onConfirm={() => void confirm()}
        onDrop={() => setRun({ state: 'idle' })}
        onUndo={() => void takeBack()}
        onVerify={(file) => void check(file)}
      />
    </div>
  );
}
