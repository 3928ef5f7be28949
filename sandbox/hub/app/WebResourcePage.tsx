import * as React from "react";
import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { useCardStyles } from "../styles/shared";

const useStyles = makeStyles({
  frame: { flexGrow: 1, width: "100%", height: "100%", minHeight: 0, boxSizing: "border-box" },
});

/** An HTML web resource in a frame; `data` arrives in its query, as on the platform. */
export function WebResourcePage({ name, data }: { readonly name: string; readonly data?: string }): React.ReactElement {
  const styles = useStyles();
  const cards = useCardStyles();
  const query = data ? `?data=${encodeURIComponent(data)}` : "";

  return (
    <iframe title={name} src={`/WebResources/${name}${query}`} className={mergeClasses(cards.card, styles.frame)} />
  );
}
