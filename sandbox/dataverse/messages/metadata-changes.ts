import { createHash } from "node:crypto";
import { Definitions, keepAnswer, type Definition } from "../metadata/definitions";
import { readFormats } from "../query";
import type { JsonObject, JsonValue } from "../query/json";
import { rowErrors } from "../server/errors";
import type { Message } from "../server/messages";
import { objectOf, textOf } from "./arguments";

type Part = Readonly<Record<string, unknown>>;

/**
 * RetrieveMetadataChanges: tables with the properties, columns, relationships and keys that one composed query asks for, derived
 * column types and their option sets included. Properties that were not asked for are left out, where the platform writes null.
 * The stamp is a digest of the answer: a client that sends it back gets no table until something that it asked for has changed;
 * removed tables are not listed, for the digest knows nothing of them.
 */
export const retrieveMetadataChanges: Message = {
  name: "RetrieveMetadataChanges",
  kind: "function",
  parameters: {
    Query: "EntityQueryExpression?",
    DeletedMetadataFilters: "DeletedMetadataFilters?",
    ClientVersionStamp: "Edm.String?",
    AppModuleId: "Edm.Guid?",
    RetrieveAllSettings: "Edm.Boolean?",
  },
  returns: "RetrieveMetadataChangesResponse",
  handle: (call) => {
    const { env, caller, baseUrl } = call.context;
    const query = objectOf(call, "Query") ?? { Properties: { AllProperties: true } };
    const { language } = readFormats(env.store, caller.userId);
    const { found, stamp } = keepAnswer(env.catalog, [language, baseUrl, "changes", query], () => {
      const definitions = new Definitions(env.catalog, language, baseUrl);
      const tables = env.catalog
        .tables()
        .map((table) => definitions.entity(table))
        .filter((definition) => fits(definition.json(), partOf(query, "Criteria")))
        .map((definition) => tableOf(definition, query));
      return { found: tables, stamp: createHash("sha1").update(JSON.stringify(tables)).digest("hex") };
    });
    return {
      kind: "complex",
      type: "RetrieveMetadataChangesResponse",
      value: {
        ServerVersionStamp: stamp,
        EntityMetadata: textOf(call, "ClientVersionStamp") === stamp ? [] : found,
        DeletedMetadata: { Count: 0, IsReadOnly: false, Keys: [], Values: [] },
      },
    };
  },
};

/** Which part of the query narrows which collection of a table. */
const partOfCollection: Readonly<Record<string, string>> = {
  Attributes: "AttributeQuery",
  Keys: "KeyQuery",
  ManyToOneRelationships: "RelationshipQuery",
  OneToManyRelationships: "RelationshipQuery",
  ManyToManyRelationships: "RelationshipQuery",
};

function tableOf(definition: Definition, query: Part): JsonObject {
  const wanted = namesOf(query);
  const result = pick(definition.json(), wanted);
  for (const [name, list] of Object.entries(definition.collections)) {
    if (wanted && !wanted.has(name)) continue;
    const part = partOf(query, partOfCollection[name] ?? "");
    const inner = part && namesOf(part);
    result[name] = list()
      .filter((item) => fits(item.json(), partOf(part, "Criteria")))
      .map((item) => ({ ...pick(item.json(), inner), ...singlesOf(item, inner) }));
  }

  return relabel(result, languagesOf(query)) as JsonObject;
}

/** Option sets are properties of their columns here, where `EntityDefinitions` has them to expand. */
function singlesOf(definition: Definition, wanted: ReadonlySet<string> | undefined): JsonObject {
  const names = Object.keys(definition.singles).filter(
    (name) => name !== "GlobalOptionSet" && (!wanted || wanted.has(name)),
  );

  return Object.fromEntries(names.map((name) => [name, definition.singles[name]?.()?.json() ?? null]));
}

/** Undefined: every property. Names are compared with case, as the platform does. */
function namesOf(part: Part): ReadonlySet<string> | undefined {
  const properties = partOf(part, "Properties");
  if (isTrue(properties?.["AllProperties"])) return undefined;
  const names = properties?.["PropertyNames"];

  return new Set(Array.isArray(names) ? names.map(String) : []);
}

/** What is returned whether it was asked for or not. */
const always = ["@odata.type", "LogicalName", "MetadataId", "HasChanged"];

function pick(json: JsonObject, wanted: ReadonlySet<string> | undefined): JsonObject {
  if (!wanted) return { ...json };

  return Object.fromEntries(Object.entries(json).filter(([name]) => wanted.has(name) || always.includes(name)));
}

function fits(json: JsonObject, criteria: Part | undefined): boolean {
  if (!criteria) return true;
  const tests = [
    ...listOf(criteria["Conditions"]).map((condition) => () => holds(json, condition)),
    ...listOf(criteria["Filters"]).map((filter) => () => fits(json, filter)),
  ];
  if (tests.length === 0) return true;

  return /^(or|1)$/i.test(String(criteria["FilterOperator"] ?? "And"))
    ? tests.some((test) => test())
    : tests.every((test) => test());
}

function holds(json: JsonObject, condition: Part): boolean {
  const name = String(condition["PropertyName"] ?? "");
  const held = json[name];
  if (held === undefined)
    throw rowErrors.invalidArgument(`The property '${name.slice(0, 100)}' is not one of the metadata.`);
  const actual = comparable(held);
  const wanted = (condition["Value"] as Part | null | undefined)?.["Value"] ?? null;
  switch (condition["ConditionOperator"]) {
    case "Equals":
      return actual === comparable(wanted);
    case "NotEquals":
      return actual !== comparable(wanted);
    case "In":
      return listed(wanted).includes(actual);
    case "NotIn":
      return !listed(wanted).includes(actual);
    case "GreaterThan":
      return Number(actual) > Number(wanted);
    case "LessThan":
      return Number(actual) < Number(wanted);
    default:
      throw rowErrors.invalidArgument(
        `The operator '${String(condition["ConditionOperator"])}' is not one of metadata queries.`,
      );
  }
}

/** Values are sent as text with the name of their type: `{"Type":"System.Boolean","Value":"True"}`; managed ones hold theirs inside. */
function comparable(value: unknown): string {
  const inner = typeof value === "object" && value !== null && "Value" in value ? value.Value : value;

  return (typeof inner === "string" ? inner : (JSON.stringify(inner) ?? "null")).toLowerCase();
}

/** A list is a list, or the text of one: `['account','contact']`. */
function listed(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(comparable);

  return String(value)
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map((item) =>
      item
        .trim()
        .replace(/^['"]|['"]$/g, "")
        .toLowerCase(),
    );
}

function languagesOf(query: Part): readonly number[] {
  const languages = partOf(query, "LabelQuery")?.["FilterLanguages"];

  return Array.isArray(languages) ? languages.map(Number) : [];
}

/** Labels in the wanted languages only; all of them when none is named. */
function relabel(value: JsonValue, languages: readonly number[]): JsonValue {
  if (languages.length === 0 || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => relabel(item as JsonValue, languages));
  const entries = Object.entries(value as JsonObject).map(([name, inner]) => [
    name,
    name === "LocalizedLabels" && Array.isArray(inner)
      ? inner.filter((label) => languages.includes(Number((label as JsonObject)["LanguageCode"])))
      : relabel(inner ?? null, languages),
  ]);

  return Object.fromEntries(entries) as JsonObject;
}

function partOf(part: Part | undefined, name: string): Part | undefined {
  const value = part?.[name];

  return typeof value === "object" && value !== null ? (value as Part) : undefined;
}

function listOf(value: unknown): readonly Part[] {
  return Array.isArray(value) ? (value as Part[]) : [];
}

const isTrue = (value: unknown): boolean => String(value).toLowerCase() === "true";
