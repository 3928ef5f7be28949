import { Button } from "@fluentui/react-components";
import * as React from "react";
import { useHost } from "../Shell";
import { addDays, addMonths, dayOf, isoDay, showDate, toLocal, weeksOf } from "./dates";

interface CalendarProps {
  readonly chosen: Date | undefined;
  onPick(day: Date): void;
}

/** A month as a grid: arrows go by days and weeks, Page Up and Page Down by months, Enter picks. */
export function Calendar({ chosen, onPick }: CalendarProps): React.ReactElement {
  const { strings, dates, rightToLeft } = useHost();
  const [day, setDay] = React.useState(dayOf((chosen ?? toLocal(new Date().toISOString(), dates)).toISOString()));
  const table = React.useRef<HTMLTableElement>(null);
  const moved = React.useRef(true);
  React.useEffect(() => {
    if (moved.current) table.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  }, [day]);
  const go = (next: Date, byKey = false) => {
    moved.current = byKey;
    setDay(next);
  };
  const forward = rightToLeft ? -1 : 1;
  const steps: Readonly<Record<string, () => Date>> = {
    ArrowLeft: () => addDays(day, -forward),
    ArrowRight: () => addDays(day, forward),
    ArrowUp: () => addDays(day, -7),
    ArrowDown: () => addDays(day, 7),
    PageUp: () => addMonths(day, -1),
    PageDown: () => addMonths(day, 1),
  };
  const title = `${dates.months[day.getUTCMonth()] ?? ""} ${day.getUTCFullYear()}`;
  const turn = (months: number, label: string, sign: string) => (
    <Button size="small" appearance="subtle" aria-label={label} onClick={() => go(addMonths(day, months))}>
      {sign}
    </Button>
  );

  return (
    <div>
      <div style={{ display: "flex", alignItems: "center", justifyContent: "space-between" }}>
        {turn(-1, strings("month_before"), rightToLeft ? "›" : "‹")}
        <span aria-live="polite">{title}</span>
        {turn(1, strings("month_after"), rightToLeft ? "‹" : "›")}
      </div>
      <table
        ref={table}
        role="grid"
        aria-label={title}
        onKeyDown={(event) => {
          const step = steps[event.key];
          if (!step) return;
          event.preventDefault();
          go(step(), true);
        }}
      >
        <thead>
          <tr>
            {[0, 1, 2, 3, 4, 5, 6].map((index) => (
              <th key={index} scope="col">
                {dates.days[(index + dates.firstDay) % 7]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(day, dates.firstDay).map((week) => (
            <tr key={isoDay(week[0] ?? day)}>
              {week.map((one) => (
                <td key={isoDay(one)} role="gridcell" aria-selected={chosen && isoDay(chosen) === isoDay(one)}>
                  <Button
                    size="small"
                    appearance={chosen && isoDay(chosen) === isoDay(one) ? "primary" : "subtle"}
                    style={{ minWidth: 0, opacity: one.getUTCMonth() === day.getUTCMonth() ? 1 : 0.7 }}
                    tabIndex={isoDay(one) === isoDay(day) ? 0 : -1}
                    aria-label={showDate(one, false, dates)}
                    onClick={() => onPick(one)}
                  >
                    {one.getUTCDate()}
                  </Button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
