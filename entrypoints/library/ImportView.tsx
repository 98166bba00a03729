import { useState } from 'preact/hooks';
import { BringIn, type ImportState, type VerifyState } from '../../components/library/BringIn.tsx';
import type { ViewProps } from './context.ts';

export function ImportView(_: ViewProps) {
  const [run] = useState<ImportState>({ state: 'idle' });
  const [verify] = useState<VerifyState>({ state: 'idle' });
  const none = () => {};
  return (
    <div class="scroll">
      <BringIn
        run={run}
        verify={verify}
        onFile={none}
        onPaste={none}
        onConfirm={none}
        onDrop={none}
        onUndo={none}
        onVerify={none}
      />
    </div>
  );
}
