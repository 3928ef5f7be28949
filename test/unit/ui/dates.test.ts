import fc from "fast-check";
import type { DateWords } from "../../../pcf-controls/ui/editors/dates";
import {
  addMonths,
  dayOf,
  fromLocal,
  isoDay,
  parseDate,
  showDate,
  toLocal,
  weeksOf,
} from "../../../pcf-controls/ui/editors/dates";

const english: DateWords = {
  pattern: "M/d/yyyy",
  timePattern: "h:mm tt",
  firstDay: 0,
  months: [],
  days: [],
  am: "AM",
  pm: "PM",
  offset: () => 0,
};
const german = { ...english, pattern: "dd.MM.yyyy", timePattern: "HH:mm", am: "", pm: "", firstDay: 1 };
const japanese = { ...english, pattern: "yyyy/MM/dd", timePattern: "H:mm", am: "午前", pm: "午後" };
const arabic = { ...english, pattern: "dd‏/MM‏/yyyy", timePattern: "h:mm tt", am: "ص", pm: "م" };

describe("dates in the user's format", () => {
  it("reads what it shows, in every format", () => {
    const moments = fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
    for (const words of [english, german, japanese, arabic]) {
      fc.assert(
        fc.property(moments, fc.boolean(), (moment, withTime) => {
          const shown = showDate(moment, withTime, words);
          const read = parseDate(shown, withTime, words);
          expect(read?.toISOString().slice(0, withTime ? 16 : 10)).toBe(
            moment.toISOString().slice(0, withTime ? 16 : 10),
          );
        }),
      );
    }
  });

  it.each([
    ["31.12.2026", german, "2026-12-31T00:00"],
    ["31-12-26 14:05", german, "2026-12-31T14:05"],
    ["12/31/2026 2:05 pm", english, "2026-12-31T14:05"],
    ["12/31/2026 12:05 AM", english, "2026-12-31T00:05"],
    ["٣١/١٢/٢٠٢٦", arabic, "2026-12-31T00:00"],
    ["31.2.2026", german, undefined],
    ["2026", german, undefined],
    ["31.12.2026 25:00", german, undefined],
    ["tomorrow", english, undefined],
    ["", english, undefined],
  ])("%s", (text, words, expected) => {
    expect(parseDate(text, true, words)?.toISOString().slice(0, 16)).toBe(expected);
  });

  it("a moment is shown and stored by the user's clock, also when that changes", () => {
    // Summer time in Central Europe ended on 2026-10-25 at 01:00 UTC.
    const berlin = { ...german, offset: (at: Date) => (at < new Date("2026-10-25T01:00:00Z") ? 120 : 60) };
    expect(showDate(toLocal("2026-10-24T22:30:00Z", berlin), true, berlin)).toBe("25.10.2026 00:30");
    expect(fromLocal(new Date("2026-10-25T00:30:00Z"), berlin)).toBe("2026-10-24T22:30:00Z");
    expect(fromLocal(new Date("2026-10-25T03:00:00Z"), berlin)).toBe("2026-10-25T02:00:00Z");
    expect(fromLocal(new Date("2026-10-25T01:59:00Z"), berlin)).toBe("2026-10-24T23:59:00Z");
  });

  it("a month is six weeks from the user's first day on; months end when they end", () => {
    const weeks = weeksOf(dayOf("2026-11-23"), 1);
    expect(weeks).toHaveLength(6);
    expect(isoDay(weeks[0]?.[0] ?? new Date(0))).toBe("2026-10-26");
    expect(isoDay(addMonths(dayOf("2026-01-31"), 1))).toBe("2026-02-28");
    expect(isoDay(addMonths(dayOf("2026-01-31"), -2))).toBe("2025-11-30");
  });
});
