import * as React from "react";
import { Portal, Spinner, makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  veil: {
    position: "fixed",
    inset: 0,
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    backgroundColor: tokens.colorBackgroundOverlay,
    zIndex: 1_000_001,
  },
  box: {
    padding: tokens.spacingHorizontalXXL,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
  },
});

/** `Xrm.Utility.showProgressIndicator`: nothing can be clicked until it is closed. */
export function Progress({ message }: { readonly message: string }): React.ReactElement {
  const styles = useStyles();

  return (
    <Portal>
      <div className={styles.veil} role="alertdialog" aria-modal="true" aria-label={message}>
        <div className={styles.box}>
          <Spinner label={message} />
        </div>
      </div>
    </Portal>
  );
}
