import { Welcome } from '../../../components/library/Welcome.tsx';
import type { ViewProps } from '../view-props.ts';

export function WelcomeView(_: ViewProps) {
  return (
    <div class="scroll">
      <Welcome />
    </div>
  );
}
