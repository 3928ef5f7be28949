import * as React from "react";
import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";

interface FailureProps {
  readonly title: string;
  readonly error: Error;
  readonly retryLabel?: string;
  readonly onRetry?: () => void;
}

/** What went wrong, in the server's words, with a way to try again. */
export function Failure({ title, error, retryLabel, onRetry }: FailureProps): React.ReactElement {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {error.message}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button onClick={onRetry}>{retryLabel}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

interface BoundaryProps {
  readonly title: string;
  /** A change of this value clears the failure: another page. */
  readonly resetKey: string;
}

/** Keeps a failing page from taking the shell with it. */
export class PageBoundary extends React.Component<BoundaryProps, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidUpdate(previous: BoundaryProps): void {
    if (previous.resetKey !== this.props.resetKey && this.state.error) {
      this.setState({ error: undefined });
    }
  }

  override render(): React.ReactNode {
    return this.state.error ? <Failure title={this.props.title} error={this.state.error} /> : this.props.children;
  }
}
