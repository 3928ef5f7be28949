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
  const locations = typeof filter === "number" || typeof filter === "string" ? filter : "All";
  return {
    kind: "complex",
    type: "RetrieveEntityRibbonResponse",
    value: { CompressedEntityXml: packedRibbon(env, table, languageOf(env, caller.userId), locations) },
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

interface KeptRibbons {
  readonly stamp: string;
  readonly texts: Map<string, string>;
}

const cache = new WeakMap<Environment, KeptRibbons>();

/** What was made of the diffs that are there now; kept until one of them changes. */
function keep(env: Environment, key: string, make: () => string): string {
  const stamp = env.store
    .find("ribbondiff", {}, { columns: ["ribbondiffid", "versionnumber"], orderBy: ["sequence"] })
    .map((row) => `${String(row.ribbondiffid)}${String(row.versionnumber)}`)
    .join();
  let kept = cache.get(env);
  if (kept?.stamp !== stamp) {
    kept = { stamp, texts: new Map() };
    cache.set(env, kept);
  }
  const known = kept.texts.get(key) ?? make();
  kept.texts.set(key, known);
  return known;
}

/** The merged ribbon of a table. */
export function entityRibbon(env: Environment, table: string, languageCode: number): string {
  return keep(env, `${table}:${languageCode}`, () => {
    return mergeRibbon(table, [...diffsOf(env, null), ...diffsOf(env, table)], languageCode).xml;
  });
}

/** The same as clients get it: the tabs of some locations, as a zip. */
function packedRibbon(env: Environment, table: string, languageCode: number, locations: string | number): string {
  return keep(env, `${table}:${languageCode}:${locations}`, () =>
    compressRibbon(filterRibbon(entityRibbon(env, table, languageCode), locations)),
  );
}

function diffsOf(env: Environment, table: string | null): string[] {
  return env.store
    .find("ribbondiff", { entity: table }, { columns: ["rdx"], orderBy: ["sequence"] })
    .map((row) => String(row.rdx));
}

function languageOf(env: Environment, userId: string): number {
  return Number(env.store.get("usersettings", userId, ["uilanguageid"])?.uilanguageid ?? 1033);
}
