import * as React from "react";
import {
  Button,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Text,
  tokens,
} from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { DismissCircleRegular } from "@fluentui/react-icons/svg/dismiss-circle";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import { useCardStyles } from "../styles/shared";
import type { LogLine } from "./data";
import { say } from "./strings";

export interface ShownLog {
  readonly title: string;
  readonly succeeded: boolean;
  readonly lines: readonly LogLine[];
}

interface Props {
  readonly log: ShownLog;
  onClose(): void;
}

const useStyles = makeStyles({
  root: {
    padding: tokens.spacingHorizontalL,
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
  },
  lines: {
    margin: 0,
    padding: 0,
    listStyleType: "none",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    maxHeight: "320px",
    overflowY: "auto",
  },
  line: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 2fr) minmax(0, 3fr)",
    overflowWrap: "anywhere",
    "@media (max-width: 640px)": { gridTemplateColumns: "20px minmax(0, 1fr)", "& > :last-child": { gridColumn: 2 } },
    columnGap: tokens.spacingHorizontalS,
    alignItems: "start",
  },
  success: { color: tokens.colorPaletteGreenForeground1 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  failure: { color: tokens.colorPaletteRedForeground1 },
  message: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
});

const marks = { success: CheckmarkCircleRegular, warning: WarningRegular, failure: DismissCircleRegular } as const;

/** What became of each component, failures first: they are what one looks for. */
export function ImportLogView({ log, onClose }: Props): React.ReactElement {
  const styles = useStyles();
  const cards = useCardStyles();
  const order = { failure: 0, warning: 1, success: 2 } as const;
  const lines = [...log.lines].sort((left, right) => order[left.result] - order[right.result]);

  return (
    <section className={mergeClasses(cards.card, styles.root)} aria-label={say("log")}>
      <MessageBar intent={log.succeeded ? "success" : "error"}>
        <MessageBarBody>
          <MessageBarTitle>{log.title}</MessageBarTitle>
          {log.lines.length > 0 && say("count", log.lines.length)}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={onClose}>{say("reload")}</Button>
        </MessageBarActions>
      </MessageBar>
      {lines.length > 0 && (
        // Scrolls, so the keyboard must be able to get there.
        <ul className={styles.lines} tabIndex={0} aria-label={say("logComponents")}>
          {lines.map((line, index) => {
            const Mark = marks[line.result];
            return (
              <li key={index} className={styles.line}>
                <Mark className={styles[line.result]} aria-label={say(line.result)} />
                <Text>{line.component}</Text>
                <Text className={styles.message}>{line.message}</Text>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
