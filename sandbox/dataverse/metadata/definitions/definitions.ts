import type { Catalog } from "../catalog";
import type { Column, Relationship, Table } from "../model";
import type { JsonObject, JsonValue } from "../../query/json";
import { parseQueryOptions } from "../../query/parse-options";
import type { QueryOptions } from "../../query/syntax";
import { requestErrors } from "../../server/errors";
import { attributeId, attributeTypeName, wireAttribute } from "./attributes";
import { entityId, relationshipId, relationshipTypeName, wireEntity, wireKey, wireRelationship } from "./entities";
import { fits } from "./evaluate";
import { columnOptionSet, wireOptionSet } from "./option-sets";
import { metadataId } from "./wire";

/** One segment of the address, as the server parts it. */
interface Segment {
  readonly name: string;
  readonly parens: string | null;
}

/** A thing of the metadata with what can be expanded under it. */
export interface Definition {
  /** The metadata type: `EntityMetadata`, `PicklistAttributeMetadata` … */
  readonly type: string;
  /** Every property of the definition itself, as JSON. */
  readonly json: () => JsonObject;
  /** The names by which it may be addressed, beside its MetadataId. */
  readonly names: Readonly<Record<string, string>>;
  readonly id: string;
  readonly collections: Readonly<Record<string, () => Definition[]>>;
  readonly singles: Readonly<Record<string, () => Definition | undefined>>;
}

const prefix = "Microsoft.Dynamics.CRM.";
const none = {};

/** Answers requests for `EntityDefinitions`, `RelationshipDefinitions` and `GlobalOptionSetDefinitions`. */
export class Definitions {
  constructor(
    private readonly catalog: Catalog,
    private readonly language: number,
    private readonly baseUrl: string,
  ) {}

  /** The body for an address, or undefined when what it names is not there. */
  read(segments: readonly Segment[], options: ReadonlyMap<string, string>): JsonObject | undefined {
    const [root, ...rest] = segments;
    const list = this.roots()[root?.name ?? ""];
    if (root === undefined || list === undefined) throw requestErrors.unknownSegment(root?.name ?? "");
    const query = parseQueryOptions(options);

    return this.walk(list(), root, rest, query, root.name);
  }

  roots(): Record<string, () => Definition[]> {
    return {
      EntityDefinitions: () => this.catalog.tables().map((table) => this.entity(table)),
      RelationshipDefinitions: () => this.catalog.relationships().map((each) => relationshipDefinition(each)),
      GlobalOptionSetDefinitions: () => this.optionSets(),
    };
  }

  private walk(
    list: Definition[],
    segment: Segment,
    rest: readonly Segment[],
    query: QueryOptions,
    context: string,
  ): JsonObject | undefined {
    if (segment.parens === null) return this.readList(list, rest, query, context);
    const found = find(list, segment.parens);

    return found === undefined ? undefined : this.readOne(found, rest, query, context);
  }

  private readList(
    list: Definition[],
    rest: readonly Segment[],
    query: QueryOptions,
    context: string,
  ): JsonObject | undefined {
    const [cast, ...more] = rest;
    if (cast === undefined) return this.listBody(list, query, context);
    if (cast.name === "$count" && more.length === 0) return { value: list.length };
    const narrowed = castList(list, cast.name);

    return more.length > 0 || cast.parens !== null
      ? this.walk(narrowed, cast, more, query, context)
      : this.listBody(narrowed, query, `${context}/${cast.name}`);
  }

  private readOne(
    definition: Definition,
    rest: readonly Segment[],
    query: QueryOptions,
    context: string,
  ): JsonObject | undefined {
    const [next, ...more] = rest;
    if (next === undefined) {
      return { "@odata.context": `${this.baseUrl}$metadata#${context}/$entity`, ...shape(definition, query, false) };
    }
    if (next.name.startsWith(prefix)) {
      return isOfType(definition, next.name)
        ? this.readOne(definition, more, query, `${context}/${next.name}`)
        : undefined;
    }
    const collection = definition.collections[next.name];
    if (collection !== undefined) return this.walk(collection(), next, more, query, `${context}/${next.name}`);
    const single = definition.singles[next.name];
    if (single !== undefined) {
      const inner = single();

      return inner === undefined ? undefined : this.readOne(inner, more, query, `${context}/${next.name}`);
    }

    return this.readProperty(definition, next, more, context);
  }

  private readProperty(
    definition: Definition,
    segment: Segment,
    rest: readonly Segment[],
    context: string,
  ): JsonObject {
    let value: JsonValue | undefined = definition.json()[segment.name];
    for (const each of rest) {
      value = typeof value === "object" && value !== null ? (value as JsonObject)[each.name] : undefined;
    }
    if (value === undefined) throw requestErrors.unknownSegment(segment.name);
    const url = `${this.baseUrl}$metadata#${context}/${[segment, ...rest].map((each) => each.name).join("/")}`;
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { "@odata.context": url, ...(value as JsonObject) };

    return { "@odata.context": url, value };
  }

  private listBody(list: Definition[], query: QueryOptions, context: string): JsonObject {
    const select = query.select?.join(",");
    const value = shapeAll(list, query);

    return {
      "@odata.context": `${this.baseUrl}$metadata#${context}${select === undefined ? "" : `(${select})`}`,
      ...(query.count ? { "@odata.count": value.length } : {}),
      value,
    };
  }

  entity(table: Table): Definition {
    const { catalog, language } = this;

    return {
      type: "EntityMetadata",
      id: entityId(table),
      names: { LogicalName: table.logicalName, SchemaName: table.schemaName },
      json: () => wireEntity(table, language),
      singles: none,
      collections: {
        Attributes: () => [...table.columns.values()].map((column, index) => this.attribute(table, column, index)),
        Keys: () =>
          table.keys.map((key) => ({
            type: "EntityKeyMetadata",
            id: metadataId("key", table.logicalName, key.logicalName),
            names: { LogicalName: key.logicalName },
            json: () => wireKey(table, key, language),
            collections: none,
            singles: none,
          })),
        ManyToOneRelationships: () => catalog.manyToOneOf(table.logicalName).map(relationshipDefinition),
        OneToManyRelationships: () => catalog.oneToManyOf(table.logicalName).map(relationshipDefinition),
        ManyToManyRelationships: () => catalog.manyToManyOf(table.logicalName).map(relationshipDefinition),
      },
    };
  }

  private attribute(table: Table, column: Column, index: number): Definition {
    const { language } = this;
    const optionSet = column.optionSet;
    const set = (global: boolean): Definition | undefined =>
      optionSet === undefined || (global && !optionSet.isGlobal)
        ? undefined
        : optionSetDefinition(optionSet.name, () => columnOptionSet(column, language) ?? {});

    return {
      type: attributeTypeName(column),
      id: attributeId(table, column),
      names: { LogicalName: column.logicalName, SchemaName: column.schemaName },
      json: () => wireAttribute(table, column, index, language),
      collections: none,
      singles: optionSet === undefined ? none : { OptionSet: () => set(false), GlobalOptionSet: () => set(true) },
    };
  }

  private optionSets(): Definition[] {
    return this.catalog
      .optionSets()
      .map((set) => optionSetDefinition(set.name, () => wireOptionSet(set, "Picklist", this.language)));
  }
}

function relationshipDefinition(relationship: Relationship): Definition {
  return {
    type: relationshipTypeName(relationship),
    id: relationshipId(relationship),
    names: { SchemaName: relationship.schemaName },
    json: () => ({
      "@odata.type": `#${prefix}${relationshipTypeName(relationship)}`,
      ...wireRelationship(relationship),
    }),
    collections: none,
    singles: none,
  };
}

function optionSetDefinition(name: string, json: () => JsonObject): Definition {
  return {
    type: "OptionSetMetadata",
    id: metadataId("optionset", name),
    names: { Name: name },
    json,
    collections: none,
    singles: none,
  };
}

/** `LogicalName='lead'` or a MetadataId. */
function find(list: Definition[], parens: string): Definition | undefined {
  const named = /^\s*(\w+)\s*=\s*'([^']*)'\s*$/.exec(parens);
  if (named !== null && named[1] !== "MetadataId") {
    const [, key = "", value = ""] = named;
    if (list.length > 0 && list[0]?.names[key] === undefined)
      throw requestErrors.badQuery(`The key '${key}' is not valid here.`);

    return list.find((each) => each.names[key]?.toLowerCase() === value.toLowerCase());
  }
  const id = (named?.[2] ?? parens)
    .trim()
    .replace(/^MetadataId\s*=\s*/, "")
    .toLowerCase();

  return list.find((each) => each.id === id);
}

function castList(list: Definition[], name: string): Definition[] {
  if (!name.startsWith(prefix)) throw requestErrors.unknownSegment(name);
  // The cast to the abstract EnumAttributeMetadata is refused (facts/dataverse-web-api.md §2.6 "Metadata").
  if (name === `${prefix}EnumAttributeMetadata`) {
    throw requestErrors.badQuery(`The type '${name}' in the address is not supported.`);
  }

  return list.filter((each) => isOfType(each, name));
}

function isOfType(definition: Definition, name: string): boolean {
  const type = name.slice(prefix.length);
  const parents = [definition.type, "MetadataBase"];
  if (definition.type.endsWith("AttributeMetadata")) parents.push("AttributeMetadata");
  if (definition.type.endsWith("RelationshipMetadata")) parents.push("RelationshipMetadataBase");
  if (definition.type === "OptionSetMetadata") parents.push("OptionSetMetadataBase");

  return parents.includes(type);
}

function shapeAll(list: Definition[], query: QueryOptions): JsonObject[] {
  const { filter } = query;
  const found = filter === undefined ? list : list.filter((each) => fits(filter, filterable(each), each.type));

  return found.slice(0, query.top ?? found.length).map((each) => shape(each, query, true));
}

/** What a filter may look at: the own properties and, for any/all, the collections. */
function filterable(definition: Definition): JsonObject {
  const json = definition.json();
  for (const [name, list] of Object.entries(definition.collections)) {
    Object.defineProperty(json, name, { get: () => list().map((each) => each.json()), enumerable: false });
  }

  return json;
}

/** Applies `$select` and `$expand`. MetadataId is always returned (facts/dataverse-web-api.md §2.6 "Metadata"). */
function shape(definition: Definition, query: QueryOptions, listed: boolean): JsonObject {
  const json = definition.json();
  const result: JsonObject = {};
  if (query.select === undefined) Object.assign(result, json);
  else {
    if (json["@odata.type"] !== undefined && listed) result["@odata.type"] = json["@odata.type"];
    for (const name of query.select) {
      if (json[name] === undefined) throw requestErrors.unknownProperty(name, definition.type);
      result[name] = json[name];
    }
    result["MetadataId"] = json["MetadataId"];
  }
  for (const item of query.expand) {
    const collection = definition.collections[item.navigation];
    const single = definition.singles[item.navigation];
    if (collection !== undefined) result[item.navigation] = shapeAll(collection(), item.options);
    else if (single !== undefined) {
      const inner = single();
      result[item.navigation] = inner === undefined ? null : shape(inner, item.options, false);
    } else throw requestErrors.unknownProperty(item.navigation, definition.type);
  }

  return result;
}
