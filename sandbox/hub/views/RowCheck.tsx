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
      top: "1px",
      left: "4px",
      width: "4px",
      height: "8px",
      border: `0 solid ${tokens.colorNeutralForegroundInverted}`,
      borderRightWidth: "2px",
      borderBottomWidth: "2px",
      transform: "rotate(45deg)",
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
