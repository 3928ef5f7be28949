import * as React from "react";
import {
  Button,
  DialogActions,
  DialogContent,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from "@fluentui/react-components";
import { say } from "./strings";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, whiteSpace: "pre-line" },
  details: {
    whiteSpace: "pre-wrap",
    overflowX: "auto",
    maxHeight: "200px",
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
});

interface AlertProps {
  readonly title?: string;
  readonly text: string;
  readonly confirm?: string;
  onClose(): void;
}

export function AlertContent({ title, text, confirm, onClose }: AlertProps): React.ReactElement {
  const styles = useStyles();

  return (
    <>
      {title && <DialogTitle action={null}>{title}</DialogTitle>}
      <DialogContent className={styles.content}>{text}</DialogContent>
      <DialogActions>
        <Button appearance="primary" autoFocus onClick={onClose}>
          {confirm ?? say("ok")}
        </Button>
      </DialogActions>
    </>
  );
}

interface ConfirmProps {
  readonly title?: string;
  readonly subtitle?: string;
  readonly text: string;
  readonly confirm?: string;
  readonly cancel?: string;
  onAnswer(confirmed: boolean): void;
}

export function ConfirmContent({ title, subtitle, text, confirm, cancel, onAnswer }: ConfirmProps): React.ReactElement {
  const styles = useStyles();

  return (
    <>
      {title && <DialogTitle action={null}>{title}</DialogTitle>}
      <DialogContent className={styles.content}>
        {subtitle && <Text weight="semibold">{subtitle}</Text>}
        <Text>{text}</Text>
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" autoFocus onClick={() => onAnswer(true)}>
          {confirm ?? say("ok")}
        </Button>
        <Button onClick={() => onAnswer(false)}>{cancel ?? say("cancel")}</Button>
      </DialogActions>
    </>
  );
}

interface ErrorProps {
  readonly message: string;
  readonly details?: string;
  readonly code?: number;
  onClose(): void;
}

export function ErrorContent({ message, details, code, onClose }: ErrorProps): React.ReactElement {
  const styles = useStyles();
  const [shows, setShows] = React.useState(false);

  return (
    <>
      <DialogTitle action={null}>{say("error")}</DialogTitle>
      <DialogContent className={styles.content}>
        <Text>{message}</Text>
        {code !== undefined && <Text>{say("errorCode", `0x${(code >>> 0).toString(16)}`)}</Text>}
        {shows && <pre className={styles.details}>{details}</pre>}
      </DialogContent>
      <DialogActions>
        {details && (
          <Button onClick={() => setShows((before) => !before)}>{say(shows ? "hideDetails" : "showDetails")}</Button>
        )}
        <Button appearance="primary" autoFocus onClick={onClose}>
          {say("ok")}
        </Button>
      </DialogActions>
    </>
  );
}
