import {
  FluentProvider,
  IdPrefixProvider,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from "@fluentui/react-components";
import * as React from "react";
import type { Host } from "./host";

export const HostContext = React.createContext<Host | undefined>(undefined);

/** The host of the control that a component is drawn in. */
export function useHost(): Host {
  const host = React.useContext(HostContext);
  if (!host) throw new Error("useHost needs a Shell around the component.");

  return host;
}

const useStyles = makeStyles({
  root: { width: "100%", backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
});

interface ShellProps {
  readonly host: Host;
  /** Unique on the page: keeps ids and theme classes of several controls apart (facts/pcf.md §B). */
  readonly instance: string;
  readonly children: React.ReactNode;
}

/** What is around every control of ours: ids, theme and direction, and a net for errors. */
export function Shell({ host, instance, children }: ShellProps): React.ReactElement {
  const styles = useStyles();

  return (
    <IdPrefixProvider value={`${instance}-`}>
      <FluentProvider theme={host.theme} dir={host.rightToLeft ? "rtl" : "ltr"} className={styles.root}>
        <HostContext.Provider value={host}>
          <ErrorNet title={host.strings("error_broken")} text={host.strings("error_broken_text")}>
            {children}
          </ErrorNet>
        </HostContext.Provider>
      </FluentProvider>
    </IdPrefixProvider>
  );
}

interface NetProps {
  readonly title: string;
  readonly text: string;
}

/** The platform promises no error boundary of its own: a throw would take the form down (facts/pcf.md §B). */
class ErrorNet extends React.Component<NetProps, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override render(): React.ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;

    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{this.props.title}</MessageBarTitle>
          {this.props.text} {error.message}
        </MessageBarBody>
      </MessageBar>
    );
  }
}
