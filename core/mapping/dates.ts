import type { Formatting } from "./rule";
import type { Typed } from "./value";

/** A date and, for a moment, the milliseconds since 1970 in UTC. */
const day = 86_400_000;
/** What Dataverse stores (facts: DateTime columns go from 1753-01-01 to 9999-12-31). */
const first = Date.UTC(1753, 0, 1);
const last = Date.UTC(9999, 11, 31, 23, 59, 59);

/** Milliseconds of an ISO date or moment; null when it is none, or no date of the calendar. A moment without offset is UTC. */
export function parseIso(text: string): number | null {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,7})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text.trim(),
    );
  if (!match) return null;
  const [, year, month, date, hour = "0", minute = "0", second = "0", zone] = match;
  const start = calendarDay(Number(year), Number(month), Number(date));
  if (start === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = zone && zone.toUpperCase() !== "Z" ? offsetMinutes(zone) : 0;
  return start + Number(hour) * 3_600_000 + (Number(minute) - offset) * 60_000 + Number(second) * 1000;
}

function offsetMinutes(zone: string): number {
  const digits = zone.replace(/\D/g, "");
  return (zone.startsWith("-") ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

/** Midnight UTC of a day of the calendar, null for the 30th of February. */
export function calendarDay(year: number, month: number, date: number): number | null {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, date);
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date && year > 0 ? at.getTime() : null;
}

/** A date out of text in a given order ("23.11.2026", "11/23/26", "2026/11/23"); years of two digits are 1950 to 2049. */
export function parseOrdered(text: string, order: "ymd" | "dmy" | "mdy"): number | null {
  const match = /^(\d{1,4})\s*[-./\s年月]\s*(\d{1,2})\s*[-./\s年月]\s*(\d{1,4})[.日]?$/.exec(text.trim());
  if (!match) return null;
  const [a, b, c] = [match[1] ?? "", match[2] ?? "", match[3] ?? ""];
  const [year, month, date] = order === "ymd" ? [a, b, c] : order === "dmy" ? [c, b, a] : [c, a, b];
  if ((year.length !== 4 && year.length !== 2) || month.length > 2 || date.length > 2) return null;
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
  return calendarDay(full, Number(month), Number(date));
}

/** Moved into what Dataverse stores. */
export function clamp(at: number): number {
  return Number.isFinite(at) ? Math.min(Math.max(at, first), last) : at > 0 ? last : first;
}

export function inRange(at: number): boolean {
  return at >= first && at <= last;
}

/** Whether a value is a moment and not a day. Text tells by its length. */
export function holdsMoment({ value, kind }: Typed): boolean {
  return kind === "dateTime" || (kind === "text" && String(value).trim().length > 10);
}

export function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function isoMoment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export function addDays(at: number, days: number): number {
  return clamp(at + Math.trunc(days) * day);
}

/** The same day of a later month, or that month's last day. */
export function addMonths(at: number, months: number): number {
  const from = new Date(at);
  const target = from.getUTCFullYear() * 12 + from.getUTCMonth() + Math.trunc(months);
  const year = Math.floor(target / 12);
  if (!(year >= 1753)) return first;
  if (year > 9999) return last;
  const month = target - year * 12;
  const date = Math.min(from.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate());
  return clamp(Date.UTC(year, month, date) + (((at % day) + day) % day));
}

export function startOfNextMonth(at: number): number {
  const from = new Date(at);
  return clamp(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
}

export function endOfMonth(at: number): number {
  const from = new Date(at);
  return clamp(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 0));
}

/** The n-th working day after (or before) a day; 0 is the day itself or the next working day. Moves at most 20 000 days. */
export function addBusinessDays(
  at: number,
  days: number,
  weekend: readonly number[],
  holidays: ReadonlySet<string>,
): number {
  if (new Set(weekend).size >= 7) return at;
  const isFree = (when: number): boolean => weekend.includes(new Date(when).getUTCDay()) || holidays.has(isoDate(when));
  const step = days < 0 ? -day : day;
  let left = Math.abs(Math.trunc(days));
  let now = at;
  for (let moved = 0; moved < 20_000 && inRange(now + step); moved++) {
    if (left === 0 && !isFree(now)) break;
    now += step;
    if (left > 0 && !isFree(now)) left--;
  }
  return clamp(now);
}

/** A date or moment by a pattern of yyyy, yy, MM, M, dd, d, HH, mm and Q, everything else as it is; moments in local time. */
export function formatDate(at: number, pattern: string, formatting: Formatting, moment: boolean): string {
  const local = new Date(moment ? at + formatting.utcOffset * 60_000 : at);
  const two = (value: number): string => String(value).padStart(2, "0");
  const parts: Record<string, string> = {
    yyyy: String(local.getUTCFullYear()).padStart(4, "0"),
    yy: two(local.getUTCFullYear() % 100),
    MM: two(local.getUTCMonth() + 1),
    M: String(local.getUTCMonth() + 1),
    dd: two(local.getUTCDate()),
    d: String(local.getUTCDate()),
    HH: two(local.getUTCHours()),
    mm: two(local.getUTCMinutes()),
    Q: String(Math.floor(local.getUTCMonth() / 3) + 1),
  };
  return pattern.replace(
    /'([^']*)'|yyyy|yy|MM|M|dd|d|HH|mm|Q/g,
    (token, quoted?: string) => quoted ?? parts[token] ?? token,
  );
}
