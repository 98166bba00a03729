import { Welcome } from '../../components/library/Welcome.tsx';
import type { ViewProps } from './context.ts';

export function WelcomeView(_: ViewProps) {
  return (
    <div class="scroll">
      <Welcome />
    </div>
  );
}
