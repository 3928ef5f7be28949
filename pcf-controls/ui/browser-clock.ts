import type { Clock } from "../../core/dataverse/port";

/** Time, chance and keys as the browser has them. */
export const browserClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: () => Math.random(),
  newKey: () => crypto.randomUUID(),
};

/** Errors that nobody caught, while somebody listens. */
export function watchErrors(report: (error: unknown) => void): () => void {
  const listen = (event: ErrorEvent) => report(event.error);
  window.addEventListener("error", listen);

  return () => window.removeEventListener("error", listen);
}
