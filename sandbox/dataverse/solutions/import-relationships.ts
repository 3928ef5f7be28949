import type { Column, ManyToMany, OneToMany, Table } from "../metadata/model";
import { SolutionProblem } from "./problems";
import { readRelationship } from "./relationships";
import { type ImportSession, metadataKey } from "./session";
import { keyColumn } from "./system-columns";
import { attribute, childText, type Element } from "./xml";

/** Adds a relationship to the metadata: its lookup gets the target, an N:N its intersect table. */
export function importRelationship(session: ImportSession, element: Element): void {
  const { catalog } = session.env;
  const outside = platformTableOf(session, element);
  if (outside) {
    session.say(
      `Relationship ${attribute(element, "Name") ?? ""}`,
      "warning",
      `Left out: the platform's '${outside}' is not part of the sandbox.`,
    );
    return;
  }
  const relationship = readRelationship(
    element,
    (table) => requireTable(session, table, attribute(element, "Name") ?? "").primaryId,
  );
  if (relationship.kind === "ManyToMany") putIntersect(session, relationship);
  else checkLookup(session, relationship);
  catalog.putRelationship(relationship);
  session.ledger.relationships.push(relationship.schemaName);
  session.component(10, metadataKey("relationship", relationship.schemaName));
  session.say(
    `Relationship ${relationship.schemaName}`,
    "success",
    relationship.kind === "OneToMany"
      ? `${relationship.referencedTable} 1:N ${relationship.referencingTable}`
      : `${relationship.table1} N:N ${relationship.table2}`,
  );
}

/** A table or lookup of the platform itself (its name has no publisher's prefix) that the sandbox does not have. */
function platformTableOf({ env }: ImportSession, element: Element): string | undefined {
  const names = ["ReferencingEntityName", "ReferencedEntityName", "FirstEntityName", "SecondEntityName"];
  const tables = names.flatMap((name) => childText(element, name)?.toLowerCase() ?? []);
  const missing = tables.find((name) => !name.includes("_") && !env.catalog.table(name));
  if (missing) return missing;
  const table = env.catalog.table(childText(element, "ReferencingEntityName")?.toLowerCase() ?? "");
  const column = childText(element, "ReferencingAttributeName")?.toLowerCase() ?? "";
  const isMissing = table && !table.isCustom && !column.includes("_") && !table.columns.has(column);
  return isMissing ? `${table.logicalName}.${column}` : undefined;
}

function requireTable(session: ImportSession, name: string, relationship: string): Table {
  const table = session.env.catalog.table(name);
  if (!table)
    throw new SolutionProblem(
      "customizations.xml",
      `Relationship ${relationship}`,
      `The table '${name}' is not in this environment.`,
      "Import the solution that brings it first.",
    );
  return table;
}

function checkLookup(session: ImportSession, relationship: OneToMany): void {
  const { catalog } = session.env;
  const { referencingTable, referencingColumn, referencedTable, schemaName } = relationship;
  requireTable(session, referencingTable, schemaName);
  const column = catalog.column(referencingTable, referencingColumn);
  if (!column)
    throw new SolutionProblem(
      "customizations.xml",
      `Relationship ${schemaName}`,
      `Its lookup column '${referencingTable}.${referencingColumn}' is missing.`,
      "Add the <attribute> of type lookup.",
    );
  if (referencedTable !== "owner" && column.targets && !column.targets.includes(referencedTable))
    catalog.putColumn(referencingTable, { ...column, targets: [...column.targets, referencedTable] });
}

function putIntersect(session: ImportSession, relationship: ManyToMany): void {
  const { catalog } = session.env;
  for (const table of [relationship.table1, relationship.table2]) requireTable(session, table, relationship.schemaName);
  const name = relationship.intersectTable;
  const known = catalog.table(name);
  const key = (column: string): Column => ({ ...keyColumn(column, column), schemaName: column, required: "None" });
  const columns = [`${name}id`, relationship.column1, relationship.column2].map(key);
  const version: Column = { ...key("versionnumber"), type: "BigInt" };
  catalog.putTable({
    logicalName: name,
    schemaName: relationship.intersectTable,
    entitySetName: `${name}set`,
    objectTypeCode: known?.objectTypeCode ?? catalog.nextObjectTypeCode(),
    primaryId: `${name}id`,
    ownership: "None",
    label: { 1033: relationship.schemaName },
    collectionLabel: { 1033: relationship.schemaName },
    isActivity: false,
    isIntersect: true,
    isCustom: true,
    isProcess: false,
    hasNotes: false,
    duplicateDetection: false,
    isView: false,
    columns: new Map([...columns, version].map((column) => [column.logicalName, column])),
    keys: [],
  });
  session.ledger.tables.push(name);
}
