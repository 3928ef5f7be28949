import * as React from "react";
import { Button, Input, Popover, PopoverSurface, PopoverTrigger, makeStyles, tokens } from "@fluentui/react-components";
import { CalendarLtr20Regular } from "@fluentui/react-icons/svg/calendar-ltr";
import { useHub } from "../../app/context";
import { dayOf, useValueText } from "../use-value-text";
import { Calendar } from "./Calendar";
import { useFieldAria, type ValueControlProps } from "./types";
import { useDraft } from "./use-draft";
import { useFocusHandler } from "./use-focus-handler";

const useStyles = makeStyles({
  pair: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalXS },
  date: { flexGrow: 2, flexBasis: "120px", minWidth: 0 },
  time: { flexGrow: 1, flexBasis: "88px", minWidth: 0 },
});

/** The time of a day that was chosen without one, as the platform takes it. */
const DEFAULT_TIME = "08:00";

/** A day, or a day and a time in the user's zone; typed in the user's format or chosen from a calendar. */
export function DateControl({ form, control }: ValueControlProps): React.ReactElement {
  const styles = useStyles();
  const { format, t } = useHub();
  const aria = useFieldAria();
  const text = useValueText(form, control);
  const { attribute } = control;
  const value = attribute?.value instanceof Date ? attribute.value : undefined;
  const isDay = attribute?.info.format === "DateOnly";
  const local = value ? (isDay ? dayOf(value) : format.toLocalInput(value.toISOString())) : "";
  const [day, time] = [local.slice(0, 10), local.slice(11, 16)];
  const toValue = (newDay: string, newTime: string): Date =>
    new Date(isDay ? `${newDay}T00:00:00` : format.fromLocalInput(`${newDay}T${newTime || DEFAULT_TIME}`));
  const shownDay = day ? format.date(day) : "";
  const shownTime = value && !isDay ? format.time(value.toISOString()) : "";
  const dayDraft = useDraft(control, shownDay, shownDay, (entry) => {
    const parsed = entry.trim() ? format.parseDate(entry) : "";

    return parsed === null
      ? { error: t("notADate", format.date("2026-12-31")) }
      : { value: parsed ? toValue(parsed, time) : null };
  });
  const timeDraft = useDraft(control, shownTime, shownTime, (entry) => {
    const parsed = format.parseTime(entry);

    return parsed === null
      ? { error: t("notATime", format.time("2026-12-31T14:30:00Z")) }
      : { value: toValue(day, parsed) };
  });
  const [isOpen, setOpen] = React.useState(false);
  const ref = useFocusHandler<HTMLInputElement>(control);

  if (control.isReadOnly) {
    return <Input {...aria} appearance="filled-darker" readOnly value={text} placeholder={t("notSet")} />;
  }

  return (
    <div className={styles.pair}>
      <Input
        {...aria}
        ref={ref}
        className={styles.date}
        appearance="filled-darker"
        placeholder={t("notSet")}
        value={dayDraft.text}
        onFocus={dayDraft.start}
        onChange={(_event, data) => dayDraft.setText(data.value)}
        onBlur={dayDraft.commit}
        onKeyDown={(event) => event.key === "Enter" && dayDraft.commit()}
        contentAfter={
          <Popover
            open={isOpen}
            onOpenChange={(_event, data) => setOpen(data.open)}
            trapFocus
            // The calendar begins on its day, not on its first button.
            unstable_disableAutoFocus
            positioning="below-end"
          >
            <PopoverTrigger disableButtonEnhancement>
              <Button
                appearance="transparent"
                size="small"
                icon={<CalendarLtr20Regular />}
                aria-label={t("date", control.label)}
              />
            </PopoverTrigger>
            <PopoverSurface aria-label={t("date", control.label)}>
              <Calendar
                value={day || undefined}
                onChoose={(chosen) => {
                  setOpen(false);
                  attribute?.enter(toValue(chosen, time));
                }}
              />
            </PopoverSurface>
          </Popover>
        }
      />
      {!isDay && control.showTime && (
        <Input
          className={styles.time}
          appearance="filled-darker"
          aria-label={t("time", control.label)}
          placeholder={t("notSet")}
          disabled={!day}
          value={timeDraft.text}
          onFocus={timeDraft.start}
          onChange={(_event, data) => timeDraft.setText(data.value)}
          onBlur={timeDraft.commit}
          onKeyDown={(event) => event.key === "Enter" && timeDraft.commit()}
        />
      )}
    </div>
  );
}
