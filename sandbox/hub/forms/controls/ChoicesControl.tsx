import * as React from "react";
import { Dropdown, Input, Option, makeStyles } from "@fluentui/react-components";
import { useHub } from "../../app/context";
import { useValueText } from "../use-value-text";
import { useFieldAria, type ValueControlProps } from "./types";
import { useFocusHandler } from "./use-focus-handler";

const useStyles = makeStyles({
  // Fluent's list boxes are at least 250 px wide; a column of a form may be narrower.
  dropdown: { minWidth: 0 },
});

/** Any number of options. */
export function ChoicesControl({ form, control }: ValueControlProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const aria = useFieldAria();
  const text = useValueText(form, control);
  const ref = useFocusHandler<HTMLButtonElement>(control);
  const value = Array.isArray(control.attribute?.value) ? (control.attribute.value as number[]) : [];

  if (control.isReadOnly) {
    return <Input {...aria} appearance="filled-darker" readOnly value={text} placeholder={t("notSet")} />;
  }

  return (
    <Dropdown
      {...aria}
      ref={ref}
      className={styles.dropdown}
      multiselect
      appearance="filled-darker"
      placeholder={t("notSet")}
      value={text}
      selectedOptions={value.map(String)}
      onOptionSelect={(_event, data) =>
        control.attribute?.enter(data.selectedOptions.length > 0 ? data.selectedOptions.map(Number) : null)
      }
    >
      {control.options.map((option) => (
        <Option key={option.value} value={String(option.value)}>
          {option.label}
        </Option>
      ))}
    </Dropdown>
  );
}
