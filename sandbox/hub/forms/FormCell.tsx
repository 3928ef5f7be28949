import * as React from "react";
import { useObservable, type ControlModel, type FormModel } from "../form-model";
import { PcfControl } from "../pcf";
import { DataSetControl } from "./DataSetControl";
import { FieldControl } from "./controls/FieldControl";
import { FrameCell } from "./FrameCell";
import { QuickView } from "./QuickView";
import { SubGrid } from "./SubGrid";
import { Timeline } from "./timeline/Timeline";

interface FormCellProps {
  readonly form: FormModel;
  readonly control: ControlModel;
  readonly showLabel: boolean;
  /** Rows of the cell: how high a memo or a sub-grid is. */
  readonly rows?: number;
}

/** Draws a control by its kind: a custom control, a part of its own (sub-grid, timeline, frame), or a field. */
export function FormCell({ form, control, showLabel, rows = 1 }: FormCellProps): React.ReactElement | null {
  useObservable(control);
  if (!control.visible) {
    return null;
  }

  if (control.custom) {
    return control.kind === "subgrid" ? (
      <DataSetControl form={form} control={control} />
    ) : (
      <PcfControl form={form} control={control} />
    );
  }

  switch (control.kind) {
    case "subgrid":
      return <SubGrid form={form} control={control} rows={rows} />;
    case "timeline":
    case "notes":
      return <Timeline form={form} />;
    case "quickform":
      return <QuickView form={form} control={control} />;
    case "webresource":
    case "iframe":
      return <FrameCell form={form} control={control} rows={rows} />;
    default:
      return control.attribute ? (
        <FieldControl form={form} control={control} showLabel={showLabel} rows={rows} />
      ) : null;
  }
}
