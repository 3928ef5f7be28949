import * as React from "react";
import { makeStyles } from "@fluentui/react-components";
import { useObservable, type ControlModel, type FormModel } from "../form-model";

const useStyles = makeStyles({
  frame: { display: "block", width: "100%", border: "none" },
});

/** A line of a form's grid, as far as frames and memos take several of them. */
const LINE = 28;

/** A web resource or a page in a frame on a form; the record is passed on when the form says so (`PassParameters`). */
export function FrameCell(props: {
  readonly form: FormModel;
  readonly control: ControlModel;
  readonly rows: number;
}): React.ReactElement {
  const { form, control, rows } = props;
  useObservable(control);
  const styles = useStyles();
  const { parameters } = control.definition;
  const query = new URLSearchParams();
  if (parameters.PassParameters === "true") {
    query.set("typename", form.table.logicalName);
    query.set("type", String(form.table.objectTypeCode));
    query.set("id", form.entityId ? `{${form.entityId.toUpperCase()}}` : "");
  }
  if (parameters.Data) {
    query.set("data", parameters.Data);
  }
  const address = (parameters.Url ?? "").replace(/^\$webresource:/, "");
  const base = control.kind === "webresource" ? `/WebResources/${address}` : address;
  const text = query.toString();
  const hold = React.useCallback(
    (frame: HTMLIFrameElement | null) => {
      control.frame = frame ?? undefined;
    },
    [control],
  );

  return (
    <iframe
      id={control.name}
      name={control.name}
      title={control.label || control.name}
      className={styles.frame}
      style={{ height: Math.max(rows, 6) * LINE }}
      ref={hold}
      // What a script set is taken as it is.
      src={control.src ?? (text ? `${base}?${text}` : base)}
    />
  );
}
