import { getJson } from "../form-model/http";

/** Answers that were asked for before a command bar was there, by table; each is used once. */
const primed = new Map<string, Promise<string>>();

/** Asks for the ribbon of a table that a command bar will want in a moment. */
export function primeRibbon(table: string): void {
  const reading = requestRibbon(table);
  primed.set(table, reading);
  reading.catch(() => primed.delete(table));
}

/** The ribbon of a table: a zip with one XML file, in base64. */
export function fetchRibbonZip(table: string): Promise<string> {
  const ready = primed.get(table);
  primed.delete(table);

  return ready ?? requestRibbon(table);
}

async function requestRibbon(table: string): Promise<string> {
  const filter = "Microsoft.Dynamics.CRM.RibbonLocationFilters'All'";
  const answer = await getJson(`RetrieveEntityRibbon(EntityName='${table}',RibbonLocationFilter=${filter})`);

  return String(answer.CompressedEntityXml);
}
