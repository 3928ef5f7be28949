import * as React from "react";
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Portal,
  tokens,
} from "@fluentui/react-components";
import { Cross } from "./icons";
import { dialogs, type AppNotification } from "./store";
import { say } from "./strings";

const useStyles = makeStyles({
  list: {
    position: "fixed",
    top: "56px",
    insetInline: tokens.spacingHorizontalXXL,
    marginInline: "auto",
    maxWidth: "900px",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalXS,
    zIndex: 999_999,
  },
});

const intents = { 1: "success", 2: "error", 3: "warning", 4: "info" } as const;

/** `Xrm.App.addGlobalNotification`. */
export function Notifications({
  notifications,
}: {
  readonly notifications: readonly AppNotification[];
}): React.ReactElement | null {
  const styles = useStyles();
  if (notifications.length === 0) return null;

  return (
    <Portal>
      <div className={styles.list} role="region" aria-label={say("appNotifications")}>
        {notifications.map((notification) => (
          <MessageBar
            key={notification.id}
            intent={intents[notification.level as 1 | 2 | 3 | 4] ?? "info"}
            politeness="assertive"
          >
            <MessageBarBody>{notification.message}</MessageBarBody>
            <MessageBarActions
              containerAction={
                notification.showClose ? (
                  <Button
                    appearance="transparent"
                    aria-label={say("close")}
                    icon={<Cross />}
                    onClick={() => dialogs.clearNotification(notification.id)}
                  />
                ) : undefined
              }
            >
              {notification.action && <Button onClick={notification.action.run}>{notification.action.label}</Button>}
            </MessageBarActions>
          </MessageBar>
        ))}
      </div>
    </Portal>
  );
}
