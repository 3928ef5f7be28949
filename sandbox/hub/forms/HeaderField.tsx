import * as React from "react";
import {
  Button,
  Link,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ChevronDown12Regular } from "@fluentui/react-icons/svg/chevron-down";
import { useHub } from "../app/context";
import { useObservable, type ControlModel, type FormModel, type LookupItem } from "../form-model";
import { FormCell } from "./FormCell";
import { useValueText } from "./use-value-text";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", margin: 0 },
  value: {
    margin: 0,
    fontWeight: tokens.fontWeightSemibold,
    maxWidth: "180px",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  label: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  button: {
    minWidth: 0,
    padding: 0,
    height: "20px",
    fontWeight: tokens.fontWeightSemibold,
    justifyContent: "flex-start",
  },
  surface: { width: "300px", maxWidth: "80vw" },
});

interface HeaderFieldProps {
  readonly form: FormModel;
  readonly control: ControlModel;
}

/** A field in the header of a form: its value above its name; it opens for a change. */
export function HeaderField({ form, control }: HeaderFieldProps): React.ReactElement {
  useObservable(control);
  const styles = useStyles();
  const { t, navigator } = useHub();
  const text = useValueText(form, control) || t("notSet");
  const value = control.attribute?.value;
  const lookup = Array.isArray(value) && typeof value[0] === "object" ? (value[0] as LookupItem) : undefined;

  return (
    <div className={styles.root}>
      <div className={styles.value} title={text}>
        {control.isReadOnly ? (
          lookup ? (
            <Link onClick={() => void navigator.go({ page: "entityrecord", table: lookup.entityType, id: lookup.id })}>
              {text}
            </Link>
          ) : (
            <Text weight="semibold">{text}</Text>
          )
        ) : (
          <Popover trapFocus positioning="below-end">
            <PopoverTrigger disableButtonEnhancement>
              <Button
                appearance="transparent"
                className={styles.button}
                icon={<ChevronDown12Regular />}
                iconPosition="after"
                aria-label={`${control.label}: ${text}`}
              >
                {text}
              </Button>
            </PopoverTrigger>
            <PopoverSurface className={styles.surface} aria-label={control.label}>
              <FormCell form={form} control={control} showLabel />
            </PopoverSurface>
          </Popover>
        )}
      </div>
      <span className={styles.label}>{control.label}</span>
    </div>
  );
}
