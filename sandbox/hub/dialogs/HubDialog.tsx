import * as React from "react";
import {
  Button,
  Dialog,
  DialogBody,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import type { DialogHostProps } from "./contract";
import { Cross } from "./icons";
import { LookupDialog } from "./LookupDialog";
import { AlertContent, ConfirmContent, ErrorContent } from "./messages";
import type { DialogContent, OpenDialog, SizeValue } from "./store";
import { say } from "./strings";

interface Props extends DialogHostProps {
  readonly dialog: OpenDialog;
  readonly isOpen: boolean;
}

const useStyles = makeStyles({
  surface: { maxWidth: "100vw", maxHeight: "100vh", boxSizing: "border-box" },
  message: { width: "480px" },
  page: {
    padding: 0,
    display: "flex",
    flexDirection: "column",
    overflow: "hidden",
    // A phone shows dialogs over the whole screen, whatever was asked for (facts/solution-package.md §4.3).
    "@media (max-width: 640px)": {
      width: "100vw !important",
      height: "100vh !important",
      maxHeight: "100vh",
      borderRadius: 0,
      border: "none",
    },
  },
  centre: { maxHeight: "96vh" },
  side: {
    position: "fixed",
    insetBlock: 0,
    insetInlineEnd: 0,
    insetInlineStart: "auto",
    margin: 0,
    height: "100vh",
    borderRadius: 0,
  },
  head: {
    display: "flex",
    alignItems: "center",
    justifyContent: "space-between",
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0 ${tokens.spacingHorizontalL}`,
    flexShrink: 0,
  },
  // A form with its header is made of cards: they need the grey of a page behind them.
  cards: { backgroundColor: tokens.colorNeutralBackground3, padding: tokens.spacingHorizontalS },
  content: { flexGrow: 1, minHeight: 0, display: "flex", flexDirection: "column", overflow: "auto" },
});

/** One open dialog, whatever is in it. Esc and the cross close it, after asking when something would be lost. */
export function HubDialog({ dialog, isOpen, renderForm, renderPage }: Props): React.ReactElement {
  const styles = useStyles();
  const { content } = dialog;
  useFocusReturn();
  const isPage = content.kind === "form" || content.kind === "page";
  const leave = React.useCallback(async () => {
    if ((await dialog.mayClose?.()) !== false) dialog.close();
  }, [dialog]);
  const surface = mergeClasses(
    styles.surface,
    isPage ? styles.page : styles.message,
    isPage && (content.side ? styles.side : styles.centre),
  );

  return (
    <Dialog
      open={isOpen}
      modalType={content.kind === "alert" ? "alert" : "modal"}
      onOpenChange={(event, data) => onOpenChange(event, data, leave)}
    >
      <DialogSurface
        className={surface}
        style={sizeStyle(dialog)}
        aria-label={titleOf(content)}
        aria-labelledby={undefined}
      >
        {isPage ? (
          <>
            <div className={styles.head}>
              {/* Without a title of the caller the form's own header, or the control in it, says what this is. */}
              <DialogTitle action={null}>{content.title ?? ""}</DialogTitle>
              <Button appearance="subtle" aria-label={say("close")} icon={<Cross />} onClick={() => void leave()} />
            </div>
            <div className={mergeClasses(styles.content, hasCards(content) && styles.cards)}>
              {content.kind === "form" ? renderForm(content.form) : renderPage(content.page)}
            </div>
          </>
        ) : (
          <DialogBody>
            <MessageContent dialog={dialog} />
          </DialogBody>
        )}
      </DialogSurface>
    </Dialog>
  );
}

/** No trigger opened the dialog, so Fluent does not know where the keyboard was: it goes back there, unless somebody moved it on. */
function useFocusReturn(): void {
  const before = React.useRef<Element | null>();
  if (before.current === undefined) before.current = document.activeElement;
  React.useEffect(
    () => () => {
      window.setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
      }, 0);
    },
    [],
  );
}

function hasCards(content: DialogContent): boolean {
  return content.kind === "page" || (content.kind === "form" && content.form.chrome.body);
}

type OpenChange = NonNullable<React.ComponentProps<typeof Dialog>["onOpenChange"]>;

function onOpenChange(
  event: Parameters<OpenChange>[0],
  data: Parameters<OpenChange>[1],
  leave: () => Promise<void>,
): void {
  if (data.open) return;
  // A click beside the dialog closes nothing: too easy to lose what one has typed.
  if (data.type === "backdropClick") return;
  event.preventDefault();
  void leave();
}

function MessageContent({ dialog }: { readonly dialog: OpenDialog }): React.ReactElement {
  const { content } = dialog;
  switch (content.kind) {
    case "alert":
      return <AlertContent {...content} onClose={() => dialog.close()} />;
    case "confirm":
      return <ConfirmContent {...content} onAnswer={(confirmed) => dialog.close({ confirmed })} />;
    case "error":
      return <ErrorContent {...content} onClose={() => dialog.close()} />;
    case "lookup":
      return <LookupDialog options={content.options} onClose={(chosen) => dialog.close(chosen)} />;
    case "custom":
      return (
        <>
          <DialogTitle>{content.title}</DialogTitle>
          {content.draw(dialog.close)}
        </>
      );
    default:
      return <></>;
  }
}

function titleOf(content: DialogContent): string {
  switch (content.kind) {
    case "form":
      return content.title ?? (content.form.primaryName || say("newRecord", content.form.table.displayName));
    case "page":
      return content.title ?? "";
    case "alert":
    case "confirm":
      return content.title ?? content.text;
    case "error":
      return say("error");
    case "lookup":
      return say("lookUp");
    case "custom":
      return content.title;
  }
}

function sizeStyle({ size, content }: OpenDialog): React.CSSProperties {
  const isSide = (content.kind === "form" || content.kind === "page") && content.side;
  return { width: css(size.width, "vw"), height: isSide ? undefined : css(size.height, "vh") };
}

function css(size: SizeValue | undefined, viewport: "vw" | "vh"): string | undefined {
  if (!size) return undefined;
  return size.unit === "px" ? `${size.value}px` : `${size.value}${viewport}`;
}
