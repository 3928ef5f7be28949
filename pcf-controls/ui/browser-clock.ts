import type { Clock } from "../../core/dataverse/port";

/** Time, chance and keys as the browser has them. */
export const browserClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
  newKey: () => crypto.randomUUID(),
};
