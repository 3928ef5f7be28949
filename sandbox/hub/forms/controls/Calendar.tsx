import * as React from "react";
import { Button, Text, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ChevronLeft20Regular } from "@fluentui/react-icons/svg/chevron-left";
import { ChevronRight20Regular } from "@fluentui/react-icons/svg/chevron-right";
import { useHub } from "../../app/context";
import { addDays, addMonths, firstWeekday, monthGrid, today } from "./calendar-days";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalS },
  head: { display: "flex", alignItems: "center" },
  title: { flexGrow: 1, textAlign: "center" },
  grid: { display: "grid", gridTemplateColumns: "repeat(7, 32px)" },
  weekday: { textAlign: "center", color: tokens.colorNeutralForeground3, lineHeight: tokens.lineHeightBase500 },
  day: { minWidth: 0, width: "32px", height: "32px", padding: 0, fontWeight: tokens.fontWeightRegular },
  outside: { color: tokens.colorNeutralForeground3 },
  today: { fontWeight: tokens.fontWeightBold, color: tokens.colorBrandForeground1 },
});

interface CalendarProps {
  /** `2026-11-23` */
  readonly value: string | undefined;
  readonly onChoose: (day: string) => void;
}

/** A month to choose a day from. Arrows move by days and weeks, Page Up and Down by months, Home and End within the week. */
export function Calendar({ value, onChoose }: CalendarProps): React.ReactElement {
  const styles = useStyles();
  const { user, t } = useHub();
  const [active, setActive] = React.useState(value ?? today());
  const grid = React.useRef<HTMLDivElement>(null);
  const first = firstWeekday(user.locale);
  const weeks = monthGrid(active, first);
  const name = (options: Intl.DateTimeFormatOptions, day: string): string =>
    new Intl.DateTimeFormat(user.language, { ...options, timeZone: "UTC", calendar: "gregory" }).format(new Date(day));
  const move = (day: string): void => {
    setActive(day);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus());
  };
  React.useEffect(() => {
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, []);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const forward = user.isRtl ? -1 : 1;
    const steps: Readonly<Record<string, () => string>> = {
      ArrowRight: () => addDays(active, forward),
      ArrowLeft: () => addDays(active, -forward),
      ArrowDown: () => addDays(active, 7),
      ArrowUp: () => addDays(active, -7),
      PageDown: () => addMonths(active, 1),
      PageUp: () => addMonths(active, -1),
      Home: () => weeks.find((week) => week.includes(active))?.[0] ?? active,
      End: () => weeks.find((week) => week.includes(active))?.[6] ?? active,
    };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      move(step());
    }
  };

  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <Button
          appearance="subtle"
          icon={user.isRtl ? <ChevronRight20Regular /> : <ChevronLeft20Regular />}
          aria-label={t("previousMonth")}
          onClick={() => setActive(addMonths(active, -1))}
        />
        <Text weight="semibold" className={styles.title} aria-live="polite">
          {name({ month: "long", year: "numeric" }, active)}
        </Text>
        <Button
          appearance="subtle"
          icon={user.isRtl ? <ChevronLeft20Regular /> : <ChevronRight20Regular />}
          aria-label={t("nextMonth")}
          onClick={() => setActive(addMonths(active, 1))}
        />
      </div>
      <div ref={grid} role="grid" aria-label={name({ month: "long", year: "numeric" }, active)} onKeyDown={onKeyDown}>
        <div role="row" className={styles.grid}>
          {weeks[0]?.map((day) => (
            <Text
              key={day}
              role="columnheader"
              size={200}
              className={styles.weekday}
              aria-label={name({ weekday: "long" }, day)}
            >
              {name({ weekday: "narrow" }, day)}
            </Text>
          ))}
        </div>
        {weeks.map((week) => (
          <div key={week[0]} role="row" className={styles.grid}>
            {week.map((day) => (
              <div key={day} role="gridcell" aria-selected={day === value}>
                <Button
                  appearance={day === value ? "primary" : "subtle"}
                  shape="circular"
                  className={mergeClasses(
                    styles.day,
                    day.slice(0, 7) !== active.slice(0, 7) && day !== value && styles.outside,
                    day === today() && day !== value && styles.today,
                  )}
                  tabIndex={day === active ? 0 : -1}
                  data-day={day}
                  aria-label={name({ day: "numeric", month: "long", year: "numeric", weekday: "long" }, day)}
                  aria-current={day === today() ? "date" : undefined}
                  onClick={() => onChoose(day)}
                >
                  {name({ day: "numeric" }, day)}
                </Button>
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
