import * as React from "react";
import { makeStyles, tokens } from "@fluentui/react-components";

const useStyles = makeStyles({
  box: {
    appearance: "none",
    boxSizing: "border-box",
    position: "relative",
    width: "16px",
    height: "16px",
    margin: 0,
    flexShrink: 0,
    cursor: "pointer",
    borderRadius: tokens.borderRadiusSmall,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground1,
    // The pointer may miss the box by half a row.
    "::before": { content: '""', position: "absolute", inset: "-8px" },
    ":hover": { border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStrokeAccessibleHover}` },
    ":checked": {
      border: `${tokens.strokeWidthThin} solid ${tokens.colorCompoundBrandBackground}`,
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
    ":checked::after": {
      content: '""',
      position: "absolute",
      inset: "2px",
      backgroundColor: tokens.colorNeutralForegroundInverted,
      // A tick is a tick in every direction of writing, so it is no turned border.
      clipPath: "polygon(14% 44%, 0 60%, 40% 94%, 100% 24%, 84% 10%, 38% 64%)",
    },
    ":focus-visible": {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "2px",
    },
    ":disabled": { cursor: "default", opacity: 0.4 },
  },
});

/** The check box of a row: the look of Fluent's with a fraction of its parts, for a grid draws dozens of them at once. */
export function RowCheck(props: React.InputHTMLAttributes<HTMLInputElement>): React.ReactElement {
  const styles = useStyles();

  return <input {...props} type="checkbox" className={styles.box} />;
}
