import { getJson, type Json } from "./http";
import { labelOf } from "./metadata";

/** What addressing a table needs: read for all tables at once, as the platform's client has it from the start. */
export interface TableName {
  readonly logicalName: string;
  readonly entitySetName: string;
  readonly objectTypeCode: number;
  readonly primaryId: string;
  readonly primaryName: string;
  readonly label: string;
  readonly plural: string;
}

let reading: Promise<ReadonlyMap<string, TableName>> | undefined;
let known: ReadonlyMap<string, TableName> | undefined;

export function loadTableNames(): Promise<ReadonlyMap<string, TableName>> {
  reading ??= readTableNames().then(
    (names) => (known = names),
    (error: unknown) => {
      reading = undefined;
      throw error;
    },
  );
  return reading;
}

/** The name by which the Web API addresses rows of a table. */
export async function entitySetOf(logicalName: string): Promise<string> {
  const name = (await loadTableNames()).get(logicalName);
  if (!name) throw new Error(`There is no table "${logicalName}" in this environment.`);
  return name.entitySetName;
}

/** Without waiting, for members of the client API that answer at once; undefined before the names were read. */
export function knownTable(logicalName: string): TableName | undefined {
  return known?.get(logicalName);
}

/** After an import there may be new tables. */
export function forgetTableNames(): void {
  reading = undefined;
}

const columns =
  "LogicalName,EntitySetName,ObjectTypeCode,PrimaryIdAttribute,PrimaryNameAttribute,DisplayName,DisplayCollectionName";

async function readTableNames(): Promise<ReadonlyMap<string, TableName>> {
  const answer = await getJson(`EntityDefinitions?$select=${columns}`);
  const tables = ((answer.value as Json[] | undefined) ?? []).map(nameOf);
  return new Map(tables.map((table) => [table.logicalName, table]));
}

function nameOf(wire: Json): TableName {
  const logicalName = String(wire.LogicalName);
  const label = labelOf(wire.DisplayName) || logicalName;
  return {
    logicalName,
    entitySetName: String(wire.EntitySetName ?? ""),
    objectTypeCode: Number(wire.ObjectTypeCode ?? 0),
    primaryId: String(wire.PrimaryIdAttribute),
    primaryName: String(wire.PrimaryNameAttribute ?? ""),
    label,
    plural: labelOf(wire.DisplayCollectionName) || label,
  };
}
