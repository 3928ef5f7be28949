import * as React from "react";
import { Dropdown, Input, Option, makeStyles } from "@fluentui/react-components";
import { useHub } from "../../app/context";
import { useValueText } from "../use-value-text";
import { useFieldAria, type ValueControlProps } from "./types";
import { useFocusHandler } from "./use-focus-handler";

/** The option that stands for "nothing chosen". */
const NONE = "";

const useStyles = makeStyles({
  // Fluent's list boxes are at least 250 px wide; a column of a form may be narrower.
  dropdown: { minWidth: 0 },
});

/** One option of a choice; a status reason offers those of the record's state. */
export function ChoiceControl({ form, control }: ValueControlProps): React.ReactElement {
  const styles = useStyles();
  const { t } = useHub();
  const aria = useFieldAria();
  const text = useValueText(form, control);
  const ref = useFocusHandler<HTMLButtonElement>(control);
  const { attribute } = control;
  const value = attribute?.value;

  if (control.isReadOnly) {
    return <Input {...aria} appearance="filled-darker" readOnly value={text} placeholder={t("notSet")} />;
  }

  const state = form.attributes.get("statecode")?.value;
  const options = control.options.filter(
    (option) => attribute?.info.type !== "Status" || option.state === undefined || option.state === state,
  );
  const canBeEmpty = attribute?.info.type === "Picklist";

  return (
    <Dropdown
      {...aria}
      ref={ref}
      className={styles.dropdown}
      appearance="filled-darker"
      placeholder={t("notSet")}
      value={text}
      selectedOptions={value === null || value === undefined ? [] : [String(value)]}
      onOptionSelect={(_event, data) =>
        attribute?.enter(data.optionValue === NONE || data.optionValue === undefined ? null : Number(data.optionValue))
      }
    >
      {canBeEmpty && (
        <Option value={NONE} text={t("notSet")}>
          {t("notSet")}
        </Option>
      )}
      {options.map((option) => (
        <Option key={option.value} value={String(option.value)}>
          {option.label}
        </Option>
      ))}
    </Dropdown>
  );
}
