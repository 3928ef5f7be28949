import * as React from "react";
import { Field, makeStyles, tokens } from "@fluentui/react-components";
import { LockClosed16Regular } from "@fluentui/react-icons/svg/lock-closed";
import { useHub } from "../../app/context";
import { useObservable, type ControlModel, type FormModel } from "../../form-model";
import { BooleanControl } from "./BooleanControl";
import { ChoiceControl } from "./ChoiceControl";
import { ChoicesControl } from "./ChoicesControl";
import { DateControl } from "./DateControl";
import { LookupControl } from "./LookupControl";
import { MemoControl } from "./MemoControl";
import { NumberControl } from "./NumberControl";
import { TextControl } from "./TextControl";
import { FieldAriaContext, type FieldAria, type ValueControlProps } from "./types";

const useStyles = makeStyles({
  field: {
    // Fluent's horizontal field gives the label a third; names of columns need a little more.
    gridTemplateColumns: "minmax(104px, 36%) minmax(0, 1fr)",
    "@media (max-width: 480px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  label: { display: "inline-flex", gap: tokens.spacingHorizontalXXS, overflowWrap: "anywhere" },
  recommended: { color: tokens.colorBrandForeground1 },
  lock: {
    flexShrink: 0,
    display: "inline-flex",
    paddingTop: tokens.spacingVerticalXXS,
    color: tokens.colorNeutralForeground3,
  },
});

interface FieldControlProps extends ValueControlProps {
  readonly showLabel: boolean;
}

/** A column on a form: its label with the marks for required and locked, its control, and what is wrong with its value. */
export function FieldControl({ form, control, showLabel, rows }: FieldControlProps): React.ReactElement {
  useObservable(control);
  const styles = useStyles();
  const level = control.attribute?.requiredLevel ?? "none";
  const textOf = (wanted: string): string | undefined =>
    control.notifications
      .filter((notification) => notification.level === wanted)
      .flatMap(({ messages }) => messages)
      .join(" ") || undefined;
  const error = textOf("ERROR");
  const ValueControl = controlFor(control);

  return (
    <Field
      orientation={showLabel ? "horizontal" : "vertical"}
      className={showLabel ? styles.field : undefined}
      label={
        showLabel
          ? { children: <FieldLabel form={form} control={control} isRecommended={level === "recommended"} /> }
          : undefined
      }
      required={level === "required"}
      validationState={error ? "error" : "none"}
      validationMessage={error}
      hint={textOf("RECOMMENDATION")}
    >
      {(aria) => (
        <FieldAriaContext.Provider value={showLabel ? aria : ({ ...aria, "aria-label": control.label } as FieldAria)}>
          <ValueControl form={form} control={control} rows={rows} />
        </FieldAriaContext.Provider>
      )}
    </Field>
  );
}

function FieldLabel(props: {
  readonly form: FormModel;
  readonly control: ControlModel;
  readonly isRecommended: boolean;
}): React.ReactElement {
  const { form, control, isRecommended } = props;
  const styles = useStyles();
  const { t } = useHub();

  return (
    <span className={styles.label}>
      {control.isReadOnly && !form.isQuickView && (
        <span className={styles.lock} title={t("locked")}>
          <LockClosed16Regular aria-hidden />
        </span>
      )}
      <bdi>{control.label}</bdi>
      {isRecommended && (
        <span className={styles.recommended} title={t("recommended")}>
          +
        </span>
      )}
    </span>
  );
}

/** The control by the column's type: what FormXml names is only a wish, the type decides what can be entered. */
function controlFor(control: ControlModel): React.ComponentType<ValueControlProps> {
  switch (control.attribute?.info.type) {
    case "Memo":
      return MemoControl;
    case "Picklist":
    case "State":
    case "Status":
      return ChoiceControl;
    case "MultiSelectPicklist":
      return ChoicesControl;
    case "Boolean":
      return BooleanControl;
    case "DateTime":
      return DateControl;
    case "Integer":
    case "BigInt":
    case "Decimal":
    case "Double":
    case "Money":
      return NumberControl;
    case "Lookup":
    case "Customer":
    case "Owner":
    case "PartyList":
      return LookupControl;
    default:
      return TextControl;
  }
}
