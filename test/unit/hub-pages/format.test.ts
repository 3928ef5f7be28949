import { createFormatter } from "../../../sandbox/hub/api/format";

const german = createFormatter({ locale: "de-DE", timeZone: "Europe/Berlin" });
const english = createFormatter({ locale: "en-US", timeZone: "America/New_York" });
const arabic = createFormatter({ locale: "ar-SA", timeZone: "Asia/Riyadh" });

describe("values in the user's formats", () => {
  test("numbers are written and read with the user's separators", () => {
    expect(german.decimal(1234567.5)).toBe("1.234.567,50");
    expect(german.parseNumber("1.234.567,5")).toBe(1234567.5);
    expect(english.parseNumber("$1,234.50")).toBe(1234.5);
    expect(english.parseNumber("-3")).toBe(-3);
    expect(german.parseNumber("much")).toBeNull();
  });

  test("Arabic digits are read back as they were written", () => {
    expect(arabic.parseNumber(arabic.decimal(1234.5))).toBe(1234.5);
  });

  test("money bears the sign of its currency, not of the user's country", () => {
    expect(german.money(1200, { code: "USD" })).toBe("1.200,00\u00a0$");
    expect(english.money(1200, { code: "JPY", precision: 0 })).toBe("¥1,200");
    expect(english.money(5, { code: "points", symbol: "P" })).toBe("P5.00");
  });

  test("a day without time is the same day in every zone", () => {
    expect(english.date("2027-03-31")).toBe("3/31/2027");
    expect(german.date("2027-03-31")).toBe("31.3.2027");
  });

  test("a point in time is shown in the user's zone", () => {
    expect(german.dateTime("2026-11-23T23:30:00Z")).toBe("24.11.2026 00:30");
    expect(english.date("2026-11-23T01:00:00Z")).toBe("11/22/2026");
  });

  test("local input and instant are each other's inverse, also across a clock change", () => {
    for (const instant of [
      "2026-03-29T00:59:00Z",
      "2026-03-29T01:00:00Z",
      "2026-07-01T12:00:00Z",
      "2026-12-31T23:00:00Z",
    ]) {
      expect(german.fromLocalInput(german.toLocalInput(instant))).toBe(instant);
      expect(english.fromLocalInput(english.toLocalInput(instant))).toBe(instant);
    }
  });
});
