import { localDay, startOfDay } from "./formats";

/** A span of time: from `from` (inclusive) to `to` (exclusive); a missing end is open. */
export interface Period {
  readonly from?: Date;
  readonly to?: Date;
}

const hour = 3_600_000;

/** Operators without a value: spans around now in the person's time zone. Weeks begin on Sunday, fiscal years in January. */
export function namedPeriod(operator: string, now: Date, zone: string): Period | undefined {
  const { year, month, day } = localDay(now, zone);
  const at = (y: number, m: number, d: number): Date => startOfDay(y, m, d, zone);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const sunday = day - weekday;
  const quarter = month - ((month - 1) % 3);
  const after = new Date(now.getTime() + 1000);
  switch (operator) {
    case "today":
      return { from: at(year, month, day), to: at(year, month, day + 1) };
    case "yesterday":
      return { from: at(year, month, day - 1), to: at(year, month, day) };
    case "tomorrow":
      return { from: at(year, month, day + 1), to: at(year, month, day + 2) };
    case "last-seven-days":
      return { from: at(year, month, day - 7), to: after };
    case "next-seven-days":
      return { from: now, to: at(year, month, day + 8) };
    case "last-week":
      return { from: at(year, month, sunday - 7), to: at(year, month, sunday) };
    case "this-week":
      return { from: at(year, month, sunday), to: at(year, month, sunday + 7) };
    case "next-week":
      return { from: at(year, month, sunday + 7), to: at(year, month, sunday + 14) };
    case "last-month":
      return { from: at(year, month - 1, 1), to: at(year, month, 1) };
    case "this-month":
      return { from: at(year, month, 1), to: at(year, month + 1, 1) };
    case "next-month":
      return { from: at(year, month + 1, 1), to: at(year, month + 2, 1) };
    case "last-year":
    case "last-fiscal-year":
      return { from: at(year - 1, 1, 1), to: at(year, 1, 1) };
    case "this-year":
    case "this-fiscal-year":
      return { from: at(year, 1, 1), to: at(year + 1, 1, 1) };
    case "next-year":
    case "next-fiscal-year":
      return { from: at(year + 1, 1, 1), to: at(year + 2, 1, 1) };
    case "last-fiscal-period":
      return { from: at(year, quarter - 3, 1), to: at(year, quarter, 1) };
    case "this-fiscal-period":
      return { from: at(year, quarter, 1), to: at(year, quarter + 3, 1) };
    case "next-fiscal-period":
      return { from: at(year, quarter + 3, 1), to: at(year, quarter + 6, 1) };
    default:
      return undefined;
  }
}

/** Operators with a number: `last-x-days`, `next-x-hours`, `olderthan-x-months` … */
export function countedPeriod(operator: string, count: number, now: Date, zone: string): Period | undefined {
  const match = /^(last|next|olderthan)-x-(minutes|hours|days|weeks|months|years|fiscal-years|fiscal-periods)$/.exec(
    operator,
  );
  if (match === null) return undefined;
  const [, side = "", unit = ""] = match;
  const { year, month, day } = localDay(now, zone);
  const sign = side === "next" ? 1 : -1;
  const after = new Date(now.getTime() + 1000);
  const quick = { minutes: hour / 60, hours: hour }[unit];
  let edge: Date;
  if (quick !== undefined) edge = new Date(now.getTime() + sign * count * quick);
  else {
    // Next counts whole days to come, so its end is the midnight after the last of them.
    const extra = side === "next" ? 1 : 0;
    const months = { months: 1, years: 12, "fiscal-years": 12, "fiscal-periods": 3 }[unit];
    edge =
      months === undefined
        ? startOfDay(year, month, day + sign * count * (unit === "weeks" ? 7 : 1) + extra, zone)
        : startOfDay(year, month + sign * count * months, day + extra, zone);
  }
  if (side === "olderthan") return { to: edge };

  return side === "last" ? { from: edge, to: after } : { from: now, to: edge };
}

/** A calendar day in the person's time zone: `on`, `on-or-after`, `on-or-before`. */
export function dayPeriod(text: string, zone: string): Period | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];

  return { from: startOfDay(year, month, day, zone), to: startOfDay(year, month, day + 1, zone) };
}

/** `in-fiscal-year 2026`, `in-fiscal-period 2`, with quarters as periods. */
export function fiscalPeriod(period: number | undefined, year: number, zone: string): Period {
  if (period === undefined) return { from: startOfDay(year, 1, 1, zone), to: startOfDay(year + 1, 1, 1, zone) };
  const month = (period - 1) * 3 + 1;

  return { from: startOfDay(year, month, 1, zone), to: startOfDay(year, month + 3, 1, zone) };
}
