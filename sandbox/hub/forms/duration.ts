import type { Json } from "../form-model";
import type { Translate } from "../strings";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a process has been running, as the process bar says it. */
export function activeTime(instance: Json | undefined, t: Translate): string {
  const started = typeof instance?.createdon === "string" ? Date.parse(instance.createdon) : Number.NaN;
  const elapsed = Date.now() - started;
  if (Number.isNaN(started) || elapsed < DAY) {
    return t("processLessThanDay");
  }
  const days = Math.floor(elapsed / DAY);

  return days === 1 ? t("processOneDay") : t("processDays", days);
}
