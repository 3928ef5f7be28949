import type { Json } from "../form-model/http";
import { getRows } from "./client";

let reading: Promise<Json> | undefined;

/** The environment's settings, read once per page load; the client API answers from them too. */
export function loadOrganization(): Promise<Json> {
  reading ??= getRows("organizations?$top=1").then(([row]) => row ?? {});
  reading.catch(() => (reading = undefined));

  return reading;
}
