import { requestErrors, rowErrors } from "../server/errors";
import type { CallContext, RowReference } from "../server/context";
import { resolveReference } from "../server/keys";
import { isGuid } from "../server/literals";
import type { MessageCall } from "../server/messages";

/** Refuses parameters that the message does not have, as the OData reader does. */
export function requireKnown(call: MessageCall, message: string, known: readonly string[]): void {
  for (const name of Object.keys(call.parameters)) {
    if (name.includes("@") || known.includes(name)) continue;
    throw requestErrors.badPayload(
      call.table ?? message,
      `Microsoft.OData.ODataException: The parameter '${name}' in the request payload is not a valid parameter for the operation '${message}'.`,
    );
  }
}

/** The error of a required parameter that is absent. */
export function missing(name: string): Error {
  return rowErrors.invalidArgument(`Required field '${name}' is missing`);
}

function wrong(name: string, type: string, value: unknown): Error {
  const shown = (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 100);
  return requestErrors.badPayload(
    name,
    `Microsoft.OData.ODataException: Cannot convert the literal '${shown}' to the expected type '${type}'.`,
  );
}

/** A yes/no parameter; absent and null are the fallback. */
export function booleanOf(call: MessageCall, name: string, fallback: boolean): boolean {
  const value = call.parameters[name];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== "boolean") throw wrong(name, "Edm.Boolean", value);
  return value;
}

export function integerOf(call: MessageCall, name: string): number | null {
  const value = call.parameters[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== "number" || !Number.isInteger(value) || Math.abs(value) > 2147483647)
    throw wrong(name, "Edm.Int32", value);
  return value;
}

export function textOf(call: MessageCall, name: string): string | null {
  const value = call.parameters[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw wrong(name, "Edm.String", value);
  return value;
}

export function guidOf(call: MessageCall, name: string): string | null {
  const value = textOf(call, name);
  if (value === null) return null;
  if (!isGuid(value)) throw wrong(name, "Edm.Guid", value);
  return value.toLowerCase();
}

export function objectOf(call: MessageCall, name: string): Readonly<Record<string, unknown>> | null {
  const value = call.parameters[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== "object" || Array.isArray(value))
    throw wrong(name, "Microsoft.Dynamics.CRM.crmbaseentity", value);
  return value as Record<string, unknown>;
}

export function listOf(call: MessageCall, name: string): readonly unknown[] | null {
  const value = call.parameters[name];
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value)) throw wrong(name, "Collection", value);
  return value;
}

/**
 * A row given as a parameter: `{"@odata.type": "Microsoft.Dynamics.CRM.account", "accountid": …}` or `{"@odata.id": "accounts(…)"}`
 * (facts/sales-qualification.md §1.1). `fallbackTable` is the parameter's declared type, when it has one.
 */
export function rowOf(call: MessageCall, name: string, fallbackTable?: string): RowReference | null {
  const value = objectOf(call, name);
  return value && referenceOf(call.context, value, name, fallbackTable);
}

/** The row that an entity-typed JSON value names. */
export function referenceOf(
  context: CallContext,
  value: Readonly<Record<string, unknown>>,
  name: string,
  fallbackTable?: string,
): RowReference {
  const uri = value["@odata.id"];
  if (typeof uri === "string") return resolveReference(context, uri);
  const tableName = typeName(value) ?? fallbackTable;
  const table = tableName === undefined ? undefined : context.env.catalog.table(tableName);
  if (!table) throw wrong(name, "Microsoft.Dynamics.CRM.crmbaseentity", value);
  const id = value[table.primaryId];
  if (typeof id !== "string" || !isGuid(id)) throw missing(`${name}.${table.primaryId}`);
  return { table: table.logicalName, id: id.toLowerCase() };
}

/** The table that `@odata.type` names, without namespace and `#`. */
export function typeName(value: Readonly<Record<string, unknown>>): string | undefined {
  const type = value["@odata.type"];
  return typeof type === "string" ? type.slice(type.lastIndexOf(".") + 1).replace(/^#/, "") : undefined;
}
