import { Button, Input, Popover, PopoverSurface, PopoverTrigger } from "@fluentui/react-components";
import * as React from "react";
import { useHost } from "../Shell";
import { Later } from "../Later";
import { Calendar } from "./Calendar";
import { dayOf, fromLocal, isoDay, parseDate, showDate, toLocal } from "./dates";
import type { EditorProps } from "./ValueEditor";
import { inputProps } from "./ValueEditor";

/** A day or a moment: typed in the user's format and time zone, or picked from a calendar. What is no date stays visible, and is said. */
export function DateEditor(props: EditorProps): React.ReactElement {
  const { id, column, value, disabled, invalid, describedBy, onChange } = props;
  const { strings, dates } = useHost();
  const [typed, setTyped] = React.useState<string | undefined>();
  const [open, setOpen] = React.useState(false);
  const withTime = column.format !== "DateOnly";
  const local = typeof value !== "string" ? undefined : withTime ? toLocal(value, dates) : dayOf(value);
  const shown = local ? showDate(local, withTime, dates) : "";
  const wrong = typed?.trim() ? parseDate(typed, withTime, dates) === undefined : false;
  const store = (date: Date) => onChange(withTime ? fromLocal(date, dates) : isoDay(date));

  return (
    <>
      <Input
        {...inputProps(props)}
        aria-invalid={invalid || wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : describedBy}
        value={typed ?? shown}
        onFocus={() => setTyped((text) => text ?? shown)}
        onBlur={() => {
          if (!wrong) setTyped(undefined);
        }}
        onChange={(_event, { value: text }) => {
          setTyped(text);
          const date = parseDate(text, withTime, dates);
          if (date) store(date);
          else if (text.trim() === "") onChange(null);
        }}
        contentAfter={
          <Popover
            trapFocus
            unstable_disableAutoFocus
            open={open}
            onOpenChange={(_event, data) => setOpen(data.open)}
            positioning="below-end"
          >
            <PopoverTrigger disableButtonEnhancement>
              <Button
                size="small"
                appearance="transparent"
                disabled={disabled}
                aria-label={`${strings("calendar")}: ${column.displayName}`}
                icon={<span aria-hidden="true">▦</span>}
              />
            </PopoverTrigger>
            <PopoverSurface aria-label={strings("calendar")}>
              <Later>
                {() => (
                  <Calendar
                    chosen={local}
                    onPick={(day) => {
                      const time = local ? local.getTime() % 86_400_000 : 0;
                      store(withTime ? new Date(day.getTime() + time) : day);
                      setTyped(undefined);
                      setOpen(false);
                    }}
                  />
                )}
              </Later>
            </PopoverSurface>
          </Popover>
        }
      />
      {wrong && (
        <span id={`${id}-wrong`} role="alert">
          {strings("date_wrong", showDate(new Date(Date.UTC(2026, 11, 31, 14, 30)), withTime, dates))}
        </span>
      )}
    </>
  );
}
