import * as React from "react";
import { Input, Switch } from "@fluentui/react-components";
import { useHub } from "../../app/context";
import { useValueText } from "../use-value-text";
import { useFieldAria, type ValueControlProps } from "./types";
import { useFocusHandler } from "./use-focus-handler";

/** Yes or no, with the column's own words for both. */
export function BooleanControl({ form, control }: ValueControlProps): React.ReactElement {
  const { t } = useHub();
  const aria = useFieldAria();
  const text = useValueText(form, control);
  const ref = useFocusHandler<HTMLInputElement>(control);
  const isOn = control.attribute?.value === true;

  if (control.isReadOnly) {
    return <Input {...aria} appearance="filled-darker" readOnly value={text} placeholder={t("notSet")} />;
  }

  return (
    <Switch
      {...aria}
      ref={ref}
      checked={isOn}
      label={text || control.options.find((option) => option.value === 0)?.label || t("no")}
      onChange={(_event, data) => control.attribute?.enter(data.checked)}
    />
  );
}
