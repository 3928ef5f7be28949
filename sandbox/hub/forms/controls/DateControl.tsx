import * as React from "react";
import { Input, makeStyles, tokens } from "@fluentui/react-components";
import { useHub } from "../../app/context";
import { dayOf, useValueText } from "../use-value-text";
import { useFieldAria, type ValueControlProps } from "./types";
import { useFocusHandler } from "./use-focus-handler";

const useStyles = makeStyles({
  pair: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
  date: { flexGrow: 1, minWidth: 0 },
  time: { flexGrow: 1, minWidth: 0 },
});

/** A day, or a day and a time in the user's zone. */
export function DateControl({ form, control }: ValueControlProps): React.ReactElement {
  const styles = useStyles();
  const { format, t } = useHub();
  const aria = useFieldAria();
  const text = useValueText(form, control);
  const ref = useFocusHandler<HTMLInputElement>(control);
  const { attribute } = control;
  const value = attribute?.value instanceof Date ? attribute.value : undefined;
  const isDay = attribute?.info.format === "DateOnly";

  if (control.isReadOnly) {
    return <Input {...aria} appearance="filled-darker" readOnly value={text} placeholder={t("notSet")} />;
  }
  const local = value ? (isDay ? dayOf(value) : format.toLocalInput(value.toISOString())) : "";
  const day = local.slice(0, 10);
  const time = local.slice(11, 16);
  const enter = (newDay: string, newTime: string): void => {
    if (!newDay) {
      attribute?.enter(null);
      return;
    }
    attribute?.enter(new Date(isDay ? `${newDay}T00:00:00` : format.fromLocalInput(`${newDay}T${newTime || "08:00"}`)));
  };

  return (
    <div className={styles.pair}>
      <Input
        {...aria}
        ref={ref}
        className={styles.date}
        appearance="filled-darker"
        type="date"
        value={day}
        onChange={(_event, data) => enter(data.value, time)}
      />
      {!isDay && control.showTime && (
        <Input
          className={styles.time}
          appearance="filled-darker"
          type="time"
          aria-label={t("time", control.label)}
          disabled={!day}
          value={time}
          onChange={(_event, data) => enter(day, data.value)}
        />
      )}
    </div>
  );
}
