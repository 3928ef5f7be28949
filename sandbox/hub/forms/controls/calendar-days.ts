/** Days as `2026-11-23`, reckoned in UTC so that no clock change gets in the way. */

const DAY = 86_400_000;

/** The day where the user sits. */
export function today(): string {
  const now = new Date();

  return format(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

export function addDays(day: string, count: number): string {
  return format(Date.parse(day) + count * DAY);
}

/** The same day of another month, or that month's last day. */
export function addMonths(day: string, count: number): string {
  const date = new Date(day);
  const target = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1);
  const last = new Date(target);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);

  return format(target + (Math.min(date.getUTCDate(), last.getUTCDate()) - 1) * DAY);
}

/** The weeks that a month touches, each from its first weekday (0 Sunday … 6 Saturday). */
export function monthGrid(day: string, firstWeekday: number): readonly (readonly string[])[] {
  const date = new Date(day);
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  const lead = (new Date(start).getUTCDay() - firstWeekday + 7) % 7;
  const from = start - lead * DAY;
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const weeks = Math.ceil((lead + days) / 7);

  return Array.from({ length: weeks }, (_unused, week) =>
    Array.from({ length: 7 }, (_none, offset) => format(from + (week * 7 + offset) * DAY)),
  );
}

/** Where a week starts in a country: 0 Sunday … 6 Saturday. */
export function firstWeekday(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    weekInfo?: { firstDay: number };
    getWeekInfo?: () => { firstDay: number };
  };
  const info = known.getWeekInfo?.() ?? known.weekInfo;

  // Intl counts Monday 1 … Sunday 7.
  return (info?.firstDay ?? 1) % 7;
}

function format(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
