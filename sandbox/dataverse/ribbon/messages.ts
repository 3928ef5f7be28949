import type { Environment } from "../server/context";
import { rowErrors } from "../server/errors";
import type { Message, MessageCall } from "../server/messages";
import { textOf } from "../messages/arguments";
import { compressRibbon, filterRibbon, mergeRibbon } from "./entity-ribbon";

/** RetrieveEntityRibbon and RetrieveApplicationRibbon: the merged ribbon as a zip in base64. */
export const ribbonMessages: readonly Message[] = [
  {
    name: "RetrieveEntityRibbon",
    kind: "function",
    parameters: { EntityName: "Edm.String", RibbonLocationFilter: "RibbonLocationFilters" },
    returns: "RetrieveEntityRibbonResponse",
    handle: retrieveEntityRibbon,
  },
  {
    name: "RetrieveApplicationRibbon",
    kind: "function",
    returns: "RetrieveApplicationRibbonResponse",
    handle: retrieveApplicationRibbon,
  },
];

function retrieveEntityRibbon(call: MessageCall): ReturnType<Message["handle"]> {
  const { env, caller } = call.context;
  const table = (textOf(call, "EntityName") ?? "").toLowerCase();
  if (!env.catalog.table(table)) throw rowErrors.invalidArgument(`The entity with a name = '${table}' was not found.`);
  const filter = call.parameters["RibbonLocationFilter"];
  const xml = entityRibbon(env, table, languageOf(env, caller.userId));
  const filtered = filterRibbon(xml, typeof filter === "number" || typeof filter === "string" ? filter : "All");
  return {
    kind: "complex",
    type: "RetrieveEntityRibbonResponse",
    value: { CompressedEntityXml: compressRibbon(filtered) },
  };
}

function retrieveApplicationRibbon({ context: { env, caller } }: MessageCall): ReturnType<Message["handle"]> {
  const xml = mergeRibbon("application", diffsOf(env, null), languageOf(env, caller.userId)).xml;
  return {
    kind: "complex",
    type: "RetrieveApplicationRibbonResponse",
    value: { CompressedApplicationRibbonXml: compressRibbon(xml) },
  };
}

const cache = new WeakMap<Environment, Map<string, { readonly stamp: string; readonly xml: string }>>();

/** The merged ribbon of a table; kept until a diff changes. */
export function entityRibbon(env: Environment, table: string, languageCode: number): string {
  const ribbons = cache.get(env) ?? new Map<string, { readonly stamp: string; readonly xml: string }>();
  cache.set(env, ribbons);
  const key = `${table}:${languageCode}`;
  const stamp = env.store
    .find("ribbondiff", {}, { columns: ["ribbondiffid", "versionnumber"], orderBy: ["sequence"] })
    .map((row) => `${String(row.ribbondiffid)}${String(row.versionnumber)}`)
    .join();
  const known = ribbons.get(key);
  if (known?.stamp === stamp) return known.xml;
  const { xml } = mergeRibbon(table, [...diffsOf(env, null), ...diffsOf(env, table)], languageCode);
  ribbons.set(key, { stamp, xml });
  return xml;
}

function diffsOf(env: Environment, table: string | null): string[] {
  return env.store
    .find("ribbondiff", { entity: table }, { columns: ["rdx"], orderBy: ["sequence"] })
    .map((row) => String(row.rdx));
}

function languageOf(env: Environment, userId: string): number {
  return Number(env.store.get("usersettings", userId, ["uilanguageid"])?.uilanguageid ?? 1033);
}
