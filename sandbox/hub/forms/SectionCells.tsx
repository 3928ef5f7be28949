import * as React from "react";
import { makeStyles, tokens } from "@fluentui/react-components";
import type { FormModel, SectionModel } from "../form-model";
import { FormCell } from "./FormCell";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalS,
    // One column on narrow screens whatever the form says.
    "@media (max-width: 640px)": { gridTemplateColumns: "minmax(0, 1fr) !important" },
  },
  cell: { minWidth: 0, "@media (max-width: 640px)": { gridColumn: "auto !important" } },
});

interface SectionCellsProps {
  readonly form: FormModel;
  readonly section: SectionModel;
}

/** The cells of a section in its columns. Hidden cells leave no gap, empty ones keep theirs. */
export function SectionCells({ form, section }: SectionCellsProps): React.ReactElement {
  const styles = useStyles();
  const columns = Math.max(1, section.definition.columns);

  return (
    <div className={styles.grid} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {section.rows.map((row, rowIndex) =>
        row.map((cell, cellIndex) => {
          const { control, definition } = cell;
          if (!control || !control.visible) {
            return null;
          }

          return (
            <div
              key={`${rowIndex}:${cellIndex}`}
              className={styles.cell}
              style={{
                gridColumn: `${Math.min(cellIndex + 1, columns)} / span ${Math.min(definition.colSpan, columns)}`,
                gridRow: definition.rowSpan > 1 ? `span ${definition.rowSpan}` : undefined,
              }}
            >
              <FormCell form={form} control={control} showLabel={definition.showLabel} rows={definition.rowSpan} />
            </div>
          );
        }),
      )}
    </div>
  );
}
