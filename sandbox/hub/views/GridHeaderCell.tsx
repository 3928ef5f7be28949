import * as React from "react";
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { ArrowDown16Regular } from "@fluentui/react-icons/svg/arrow-down";
import { ArrowUp16Regular } from "@fluentui/react-icons/svg/arrow-up";
import { ChevronDown12Regular } from "@fluentui/react-icons/svg/chevron-down";
import { useHub } from "../app/context";
import { isNumeric, type GridColumn } from "./columns";
import type { SortKey } from "./fetch-xml";

const useStyles = makeStyles({
  cell: { display: "flex", alignItems: "center", flexShrink: 1, boxSizing: "border-box", minWidth: 0 },
  button: {
    width: "100%",
    minWidth: 0,
    padding: `0 ${tokens.spacingHorizontalXS} 0 ${tokens.spacingHorizontalM}`,
    justifyContent: "flex-start",
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  numeric: { justifyContent: "flex-end" },
  label: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
});

interface GridHeaderCellProps {
  readonly column: GridColumn;
  readonly index: number;
  readonly sort: SortKey | undefined;
  readonly tabIndex: number;
  readonly onSort: (column: GridColumn, descending: boolean | undefined) => void;
}

/** The head of a column with its menu of sort orders, as in the platform's grids. */
export function GridHeaderCell({ column, index, sort, tabIndex, onSort }: GridHeaderCellProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const icon = sort ? sort.descending ? <ArrowDown16Regular /> : <ArrowUp16Regular /> : <ChevronDown12Regular />;

  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sort ? (sort.descending ? "descending" : "ascending") : "none"}
      className={styles.cell}
      style={{ width: column.width, minWidth: column.minWidth, flexGrow: column.width }}
    >
      <Menu checkedValues={{ sort: sort ? [sort.descending ? "descending" : "ascending"] : [] }}>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="transparent"
            className={mergeClasses(styles.button, isNumeric(column) && styles.numeric)}
            tabIndex={tabIndex}
            data-cell={`-1:${index}`}
            icon={icon}
            iconPosition="after"
          >
            <span className={styles.label} title={column.label}>
              {column.label}
            </span>
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<ArrowUp16Regular />} onClick={() => onSort(column, false)}>
              {t("sortAscending")}
            </MenuItem>
            <MenuItem icon={<ArrowDown16Regular />} onClick={() => onSort(column, true)}>
              {t("sortDescending")}
            </MenuItem>
            {sort && <MenuItem onClick={() => onSort(column, undefined)}>{t("sortClear")}</MenuItem>}
          </MenuList>
        </MenuPopover>
      </Menu>
    </div>
  );
}
