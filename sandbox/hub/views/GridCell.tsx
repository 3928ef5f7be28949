import * as React from "react";
import { makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import { formatPlace, type Route } from "../app/routes";
import type { Json } from "../form-model";
import { lookupOfCell, textOfCell, type GridColumn } from "./columns";
import { useCurrencies } from "./use-currencies";

const useStyles = makeStyles({
  text: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  link: {
    display: "block",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    borderRadius: tokens.borderRadiusSmall,
    ":hover": { color: tokens.colorBrandForegroundLinkHover, textDecorationLine: "underline" },
    ":focus-visible": {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
});

interface GridCellProps {
  readonly row: Json;
  readonly column: GridColumn;
  readonly table: string;
  readonly id: string;
  readonly name: string;
}

/** What stands in a cell: the record's name and lookups lead there, everything else is text. Cut text shows in full as title. */
export function GridCell({ row, column, table, id, name }: GridCellProps): React.ReactElement {
  const styles = useStyles();
  const { format, t } = useHub();
  const currencies = useCurrencies();

  if (column.isPrimary) {
    return <RecordLink route={{ page: "entityrecord", table, id }} text={name || t("notSet")} />;
  }

  const lookup = lookupOfCell(row, column);
  if (lookup) {
    return <RecordLink route={{ page: "entityrecord", table: lookup.table, id: lookup.id }} text={lookup.name} />;
  }

  const text = textOfCell(row, column, format, currencies);

  return (
    <span className={styles.text} title={text} dir={column.info?.type === "String" ? "auto" : undefined}>
      {text}
    </span>
  );
}

function RecordLink({ route, text }: { readonly route: Route; readonly text: string }): React.ReactElement {
  const styles = useStyles();
  const { app, navigator } = useHub();

  return (
    <a
      href={formatPlace({ appId: app.id, route })}
      className={styles.link}
      title={text}
      dir="auto"
      tabIndex={-1}
      onClick={(event: React.MouseEvent) => {
        event.stopPropagation();
        if (event.ctrlKey || event.metaKey || event.shiftKey) {
          return;
        }
        event.preventDefault();
        void navigator.go(route);
      }}
    >
      {text}
    </a>
  );
}
