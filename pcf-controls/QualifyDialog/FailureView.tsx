import { Button, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import * as React from "react";
import type { Failure } from "../../core/dataverse/failure";
import { describeFailure } from "../ui/describe";
import type { DialogStyles } from "../ui/dialog-styles";
import { useHost } from "../ui/Shell";

interface FailureViewProps {
  readonly failure: Failure;
  readonly unfinished?: boolean;
  readonly styles: DialogStyles;
  onRetry(): void;
  onClose(): void;
}

/** The dialog could not begin or not finish: why, and how to go on. */
export function FailureView({ failure, unfinished, styles, onRetry, onClose }: FailureViewProps): React.ReactElement {
  const { strings } = useHost();
  const { title, text } = describeFailure(failure, strings);

  return (
    <div className={styles.page}>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{unfinished ? strings("unfinished_title") : title}</MessageBarTitle>
          {unfinished ? `${strings("unfinished_text")} ${title} ${text}` : text}
        </MessageBarBody>
      </MessageBar>
      <div className={styles.centre} />
      <div className={styles.foot}>
        <div className={styles.summary} />
        <div className={styles.buttons}>
          <Button onClick={onClose}>{strings("close")}</Button>
          <Button appearance="primary" onClick={onRetry}>
            {strings(unfinished ? "finish" : "try_again")}
          </Button>
        </div>
      </div>
    </div>
  );
}
