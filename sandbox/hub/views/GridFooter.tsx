import * as React from "react";
import { Text, makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import { useObservable } from "../form-model";
import type { RowSource } from "./row-source";
import type { Selection } from "./selection";

/** Where the platform stops counting (facts/dataverse-web-api.md §2.3). */
const COUNT_LIMIT = 5000;

const useStyles = makeStyles({
  root: {
    display: "flex",
    gap: tokens.spacingHorizontalL,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke3}`,
    color: tokens.colorNeutralForeground2,
    minHeight: "20px",
  },
});

/** How many rows there are and how many of them are chosen. */
export function GridFooter(props: { readonly source: RowSource; readonly selection: Selection }): React.ReactElement {
  const styles = useStyles();
  const { t, format } = useHub();
  const source = useObservable(props.source);
  const selection = useObservable(props.selection);
  const rows = source.isExact
    ? t("rows", format.integer(source.length))
    : t("rowsAtLeast", format.integer(Math.max(COUNT_LIMIT, source.length - COUNT_LIMIT)));

  return (
    <div className={styles.root} role="status">
      <Text size={200}>{source.isLoaded ? rows : t("loading")}</Text>
      {selection.size > 0 && <Text size={200}>{t("rowsSelected", format.integer(selection.size))}</Text>}
    </div>
  );
}
