import * as React from "react";
import { Button, makeStyles, mergeClasses, Text, tokens, Tooltip } from "@fluentui/react-components";
import { useObservable } from "../form-model";
import type { DialogHostProps } from "./contract";
import { Cross } from "./icons";
import { dialogs, type SidePane } from "./store";
import { say } from "./strings";

const useStyles = makeStyles({
  root: {
    position: "fixed",
    top: "48px",
    bottom: 0,
    insetInlineEnd: 0,
    display: "flex",
    zIndex: 100,
    boxShadow: tokens.shadow8,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  pane: { display: "flex", flexDirection: "column", minHeight: 0, maxWidth: "calc(100vw - 48px)" },
  hidden: { display: "none" },
  head: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    padding: tokens.spacingHorizontalM,
  },
  content: { flexGrow: 1, minHeight: 0, overflow: "auto", display: "flex", flexDirection: "column" },
  rail: {
    width: "48px",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    gap: tokens.spacingVerticalXS,
    paddingTop: tokens.spacingVerticalS,
    borderInlineStartWidth: tokens.strokeWidthThin,
    borderInlineStartStyle: "solid",
    borderInlineStartColor: tokens.colorNeutralStroke2,
  },
  image: { width: "20px", height: "20px" },
});

/** `Xrm.App.sidePanes`: a rail of panes at the far side, one of them open. */
export function SidePanes({ renderForm, renderPage }: DialogHostProps): React.ReactElement | null {
  const styles = useStyles();
  const { panes, selectedPane, paneState } = useObservable(dialogs);
  const shown = panes.filter(({ hidden }) => !hidden);
  if (shown.length === 0) return null;

  return (
    <aside className={styles.root} aria-label={say("sidePanes")}>
      {shown.map((pane) => {
        const isOpen = pane.id === selectedPane && paneState === 1;
        if (!isOpen && !pane.alwaysRender) return null;
        return (
          <section
            key={pane.id}
            className={mergeClasses(styles.pane, !isOpen && styles.hidden)}
            style={{ width: pane.width }}
            aria-label={pane.title}
          >
            {!pane.hideHeader && <PaneHead pane={pane} />}
            <div className={styles.content}>
              {pane.form ? renderForm(pane.form) : pane.page && renderPage(pane.page)}
            </div>
          </section>
        );
      })}
      <div className={styles.rail}>
        {shown.map((pane) => (
          <Tooltip key={pane.id} content={pane.title || "Side pane"} relationship="label" positioning="before">
            <Button
              appearance={pane.id === selectedPane ? "primary" : "subtle"}
              icon={pane.imageSrc ? <img src={pane.imageSrc} alt="" className={styles.image} /> : undefined}
              aria-pressed={pane.id === selectedPane && paneState === 1}
              onClick={() => toggle(pane)}
            >
              {pane.imageSrc ? undefined : pane.title.slice(0, 1)}
            </Button>
          </Tooltip>
        ))}
      </div>
    </aside>
  );
}

function PaneHead({ pane }: { readonly pane: SidePane }): React.ReactElement {
  const styles = useStyles();

  return (
    <div className={styles.head}>
      <Text weight="semibold">{pane.title}</Text>
      {pane.canClose && (
        <Button
          appearance="subtle"
          aria-label={say("closePane", pane.title)}
          icon={<Cross />}
          onClick={() => dialogs.closePane(pane.id)}
        />
      )}
    </div>
  );
}

function toggle(pane: SidePane): void {
  if (pane.id === dialogs.selectedPane && dialogs.paneState === 1) {
    dialogs.paneState = 0;
    dialogs.changed();
    return;
  }
  dialogs.selectPane(pane.id);
}
