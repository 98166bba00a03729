/** Keeps an error in one part of a page from blanking the whole page. */
import { Component, type ComponentChildren } from 'preact';

export interface FailureBoundaryProps {
  /** What the part shows: another value tries to render it again. */
  of: string;
  /** Shown instead of the part. */
  fallback: (error: unknown) => ComponentChildren;
  children: ComponentChildren;
}

interface State {
  failed: { of: string; error: unknown } | null;
}

export class FailureBoundary extends Component<FailureBoundaryProps, State> {
  override state: State = { failed: null };

  override componentDidCatch(error: unknown): void {
    this.setState({ failed: { of: this.props.of, error } });
  }

  override render({ of, fallback, children }: FailureBoundaryProps, { failed }: State): ComponentChildren {
    return failed?.of === of ? fallback(failed.error) : children;
  }
}

/** Renders by a function, so that an error in it belongs to this component. */
export function Rendered({ render }: { render: () => ComponentChildren }) {
  return <>{render()}</>;
}
