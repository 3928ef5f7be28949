import type { Navigation } from "../metadata/catalog";
import type { Column, OneToMany, Table } from "../metadata/model";
import { isLookupType, isPolymorphic, typeColumn } from "../metadata/model";
import type { CallContext, RowReference } from "../server/context";
import { requestErrors } from "../server/errors";
import { resolveReference } from "../server/keys";
import type { RawRow } from "../store/store";
import { toStored } from "./values";

/** A body of a create or update, checked against the metadata. */
export interface EntityPayload {
  readonly table: Table;
  /** Columns as stored; lookups with their type column. */
  readonly values: RawRow;
  /** New rows that lookups of this row shall point to (deep insert). */
  readonly parents: readonly { readonly relationship: OneToMany; readonly payload: EntityPayload }[];
  /** Rows of collections: to be created with this row, or linked to it. */
  readonly children: readonly { readonly navigation: Navigation; readonly items: readonly ChildItem[] }[];
}

export type ChildItem =
  | { readonly kind: "create"; readonly payload: EntityPayload }
  | { readonly kind: "link"; readonly reference: RowReference };

type Body = Readonly<Record<string, unknown>>;

const maximumDepth = 8;

/**
 * Reads a JSON body for a table (facts/dataverse-web-api.md §2.4). Annotations that clients echo
 * (`ownerid@OData.Community.Display.V1.FormattedValue`) and columns that cannot be set are passed over; unknown names,
 * wrong types and undeclared navigation are the platform's payload errors.
 */
export function readPayload(
  context: CallContext,
  table: Table,
  body: Body,
  mode: "create" | "update",
  depth = 0,
): EntityPayload {
  if (depth > maximumDepth) throw requestErrors.badPayload(table.entitySetName, "The payload is nested too deeply.");
  const values: RawRow = {};
  const parents: { relationship: OneToMany; payload: EntityPayload }[] = [];
  const children: { navigation: Navigation; items: ChildItem[] }[] = [];

  for (const [key, value] of Object.entries(body)) {
    const at = key.indexOf("@");
    if (at === 0) continue;
    if (at > 0) {
      if (key.slice(at) === "@odata.bind") readBind(context, table, key.slice(0, at), value, values, children);
      continue;
    }
    const column = writableColumn(table, key);
    if (column) {
      if (isSettable(table, column, mode)) values[key] = toStored(table, column, value);
      continue;
    }
    readNavigation(context, table, key, value, mode, depth, { values, parents, children });
  }
  return { table, values, parents, children };
}

/** A column that is a plain property of the entity type: not a lookup, not a shadow of another column. */
function writableColumn(table: Table, name: string): Column | undefined {
  const column = table.columns.get(name);
  return column && column.stored && !isLookupType(column.type) ? column : undefined;
}

/** Columns that cannot be set are ignored, not refused: clients send back what they have read. */
function isSettable(table: Table, column: Column, mode: "create" | "update"): boolean {
  if (column.logicalName === table.primaryId) return true;
  return mode === "create" ? column.canCreate : column.canUpdate;
}

/** A navigation property by its name; activities also answer to the names of activitypointer, and the reverse (facts §1). */
export function findNavigation(context: CallContext, table: Table, name: string): Navigation | undefined {
  const { catalog } = context.env;
  const known = catalog.navigation(table.logicalName, name);
  if (known || !table.isActivity) return known;
  const suffix = `_${table.logicalName}`;
  return catalog.navigation(table.logicalName, name.endsWith(suffix) ? name.slice(0, -suffix.length) : name + suffix);
}

function readBind(
  context: CallContext,
  table: Table,
  name: string,
  value: unknown,
  values: RawRow,
  children: { navigation: Navigation; items: ChildItem[] }[],
): void {
  const navigation = findNavigation(context, table, name);
  if (!navigation) throw requestErrors.undeclaredNavigation(name, table.entitySetName);
  if (navigation.kind === "lookup") {
    if (value === null || value === "") setLookup(table, navigation.relationship, null, values);
    else if (typeof value === "string")
      setLookup(table, navigation.relationship, resolveReference(context, value), values);
    else throw requestErrors.badPayload(table.entitySetName, `The value of '${name}@odata.bind' must be a string.`);
    return;
  }
  if (!Array.isArray(value))
    throw requestErrors.badPayload(table.entitySetName, `The value of '${name}@odata.bind' must be an array.`);
  const items = value.map((uri): ChildItem => {
    if (typeof uri !== "string")
      throw requestErrors.badPayload(table.entitySetName, `The value of '${name}@odata.bind' must hold strings.`);
    return { kind: "link", reference: resolveReference(context, uri) };
  });
  children.push({ navigation, items });
}

interface Sinks {
  readonly values: RawRow;
  readonly parents: { relationship: OneToMany; payload: EntityPayload }[];
  readonly children: { navigation: Navigation; items: ChildItem[] }[];
}

function readNavigation(
  context: CallContext,
  table: Table,
  name: string,
  value: unknown,
  mode: "create" | "update",
  depth: number,
  sinks: Sinks,
): void {
  const navigation = findNavigation(context, table, name);
  if (!navigation) {
    if (/^_.+_value$/.test(name) && table.columns.has(name.slice(1, -6)))
      throw requestErrors.badPayload(
        table.entitySetName,
        "Microsoft.Crm.CrmException: CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.",
      );
    throw requestErrors.unknownPayloadProperty(name, table.logicalName, table.entitySetName);
  }
  if (navigation.kind === "lookup") {
    if (value === null) return setLookup(table, navigation.relationship, null, sinks.values);
    const body = asBody(value, name, table);
    const id = body["@odata.id"];
    if (typeof id === "string")
      return setLookup(table, navigation.relationship, resolveReference(context, id), sinks.values);
    refuseDeepUpdate(mode, name, table);
    const target = context.env.catalog.requireTable(navigation.target);
    sinks.parents.push({
      relationship: navigation.relationship,
      payload: readPayload(context, typedTable(context, body, target), body, "create", depth + 1),
    });
    return;
  }
  refuseDeepUpdate(mode, name, table);
  if (!Array.isArray(value))
    throw requestErrors.badPayload(
      table.entitySetName,
      `The value of the navigation property '${name}' must be an array.`,
    );
  const target = context.env.catalog.requireTable(navigation.target);
  const items = value.map((item): ChildItem => {
    const body = asBody(item, name, table);
    const id = body["@odata.id"];
    if (typeof id === "string") return { kind: "link", reference: resolveReference(context, id) };
    return {
      kind: "create",
      payload: readPayload(context, typedTable(context, body, target), body, "create", depth + 1),
    };
  });
  sinks.children.push({ navigation, items });
}

function refuseDeepUpdate(mode: "create" | "update", name: string, table: Table): void {
  if (mode === "update")
    throw requestErrors.badPayload(
      table.entitySetName,
      `Microsoft.OData.ODataException: Deep update of the navigation property '${name}' is not supported.`,
    );
}

function asBody(value: unknown, name: string, table: Table): Body {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw requestErrors.badPayload(
      table.entitySetName,
      `The value of the navigation property '${name}' must be an object.`,
    );
  return value as Body;
}

/** The table that `@odata.type` names (`#Microsoft.Dynamics.CRM.contact`), else the fallback. */
export function typedTable(context: CallContext, body: Body, fallback: Table): Table {
  const type = body["@odata.type"];
  if (typeof type !== "string") return fallback;
  const table = context.env.catalog.table(type.slice(type.lastIndexOf(".") + 1));
  if (!table)
    throw requestErrors.badPayload(
      fallback.entitySetName,
      `A type named '${type}' could not be resolved by the model.`,
    );
  return table;
}

/** Writes a lookup and, where it may point to several tables, the table's name. Checks that the target fits. */
export function setLookup(table: Table, relationship: OneToMany, to: RowReference | null, values: RawRow): void {
  const column = table.columns.get(relationship.referencingColumn);
  if (!column || !column.stored) return;
  if (to !== null && to.table !== relationship.referencedTable && !(column.targets ?? []).includes(to.table))
    throw wrongTarget(table, relationship, to);
  if (
    to !== null &&
    relationship.referencedTable !== "owner" &&
    column.type !== "Owner" &&
    to.table !== relationship.referencedTable
  )
    throw wrongTarget(table, relationship, to);
  values[column.logicalName] = to?.id ?? null;
  if (isPolymorphic(column)) values[typeColumn(column.logicalName)] = to?.table ?? null;
}

function wrongTarget(table: Table, relationship: OneToMany, to: RowReference): Error {
  return requestErrors.badPayload(
    table.entitySetName,
    `Microsoft.OData.ODataException: The navigation property '${relationship.lookupNavigation}' of '${table.logicalName}' cannot be bound to a row of '${to.table}'.`,
  );
}
