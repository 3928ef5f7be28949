import type { Column } from "../metadata/model";

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** The stored form of a moment: whole seconds, UTC. */
export function toStored(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}

/** Whether a column holds calendar days rather than moments. */
export function isDayColumn(column: Column): boolean {
  return column.dateBehavior === "DateOnly";
}

/**
 * A date literal as the column stores it, or undefined when it is no date. `round` says what becomes of a fraction of a
 * second, so that comparisons with whole seconds stay right.
 */
export function toColumnDate(text: string, column: Column, round: "down" | "up" = "down"): string | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction, zone = "Z"] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
  let time = Date.parse(iso);
  if (Number.isNaN(time) || new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() !== Number(day))
    return undefined;
  if (isDayColumn(column)) return `${year}-${month}-${day}`;
  if (round === "up" && fraction !== undefined && Number(fraction) > 0) time += 1000;

  return toStored(new Date(time));
}
