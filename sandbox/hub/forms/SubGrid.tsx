import * as React from "react";
import { Subtitle2, Text, makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../app/context";
import { plainId, type ControlModel, type FormModel, type GridPort } from "../form-model";
import { useTitleStyles } from "../styles/shared";
import { RelatedRows } from "./RelatedRows";
import { useRelationships } from "./use-relationship";

const useStyles = makeStyles({
  wait: { padding: tokens.spacingHorizontalL, display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
});

/** Rows that a sub-grid shows when its form does not say how many. */
const DEFAULT_ROWS = 4;

interface SubGridProps {
  readonly form: FormModel;
  readonly control: ControlModel;
  readonly rows: number;
}

/** Related rows as a control of a form (parameters: facts/solution-package.md §4.1). */
export function SubGrid({ form, control, rows }: SubGridProps): React.ReactElement {
  const styles = useStyles();
  const titles = useTitleStyles();
  const { t } = useHub();
  const { parameters } = control.definition;
  const relationships = useRelationships(form.table.logicalName);
  const ready = React.useCallback(
    (port: GridPort) => {
      control.grid = port;

      return () => {
        control.grid = undefined;
      };
    },
    [control],
  );
  const loaded = React.useCallback(() => {
    for (const listener of [...control.gridLoadListeners]) {
      listener();
    }
  }, [control]);
  const wanted = parameters.RelationshipName?.toLowerCase();
  const relationship = relationships?.find(({ name }) => name.toLowerCase() === wanted);

  // A new record has no related rows yet, and until it is known how rows point here any row would be a wrong one.
  if (!form.entityId || (wanted && !relationship)) {
    return (
      <div className={styles.wait}>
        <Subtitle2 as="h2" className={titles.title}>
          {titleOf(control)}
        </Subtitle2>
        <Text>{form.entityId && !relationships ? t("loading") : t("noRowsHint")}</Text>
      </div>
    );
  }

  return (
    <RelatedRows
      form={form}
      table={parameters.TargetEntityType ?? ""}
      relationship={relationship}
      viewId={parameters.ViewId && plainId(parameters.ViewId)}
      title={titleOf(control)}
      name={control.name}
      height={Math.max(rows, Number(parameters.RecordsPerPage ?? DEFAULT_ROWS))}
      hasViewPicker={parameters.EnableViewPicker === "true"}
      onReady={ready}
      onLoad={loaded}
    />
  );
}

/** Alone in a section, a grid bears the section's title. */
function titleOf(control: ControlModel): string {
  const { section } = control;
  const isAlone = section.controls.length === 1 && section.definition.showLabel;

  return (isAlone && section.label) || control.label;
}
