import * as React from "react";

interface Props {
  readonly name: string;
  readonly fallback: (error: Error) => React.ReactElement;
}

interface State {
  readonly error?: Error;
}

/** A control that throws takes its own cell down, not the form. */
export class ControlBoundary extends React.Component<React.PropsWithChildren<Props>, State> {
  override state: State = {};

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidCatch(error: Error): void {
    console.error(`The control ${this.props.name} failed:`, error);
  }

  override render(): React.ReactNode {
    return this.state.error ? this.props.fallback(this.state.error) : this.props.children;
  }
}
