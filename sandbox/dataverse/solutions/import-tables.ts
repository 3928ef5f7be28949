import type { Column, OptionSet, Ownership, Table } from "../metadata/model";
import { depths } from "../security/privileges";
import { grantRow, privilegeRows, roleId } from "../world/base/roles";
import { privilegeName, verbsOf } from "../security/privileges";
import { labelsOf, readColumn, readOptionSet } from "./attributes";
import { SolutionProblem } from "./problems";
import { importRelationship } from "./import-relationships";
import { lookupTargetsOf } from "./relationships";
import { type ImportSession, metadataKey } from "./session";
import { keyColumn, moneyColumns, noteRelationship, systemColumns, systemRelationships } from "./system-columns";
import { attribute, child, children, childFlag, childText, type Element } from "./xml";

/** Global choices, tables with their columns, and relationships: the part of an import that changes the metadata. */
export function importMetadata(session: ImportSession): void {
  const { customizations } = session.source;
  const { catalog } = session.env;
  for (const element of children(child(customizations, "optionsets"), "optionset")) importOptionSet(session, element);
  const optionSets = new Map(catalog.optionSets().map((optionSet) => [optionSet.name, optionSet]));
  const relationships = children(child(customizations, "EntityRelationships"), "EntityRelationship");
  const targets = lookupTargetsOf(relationships);
  for (const entity of children(child(customizations, "Entities"), "Entity"))
    importTable(session, entity, targets, optionSets);
  for (const element of relationships) importRelationship(session, element);
}

function importOptionSet(session: ImportSession, element: Element): void {
  const optionSet = readOptionSet(element, "", true);
  session.env.catalog.putOptionSet(optionSet);
  session.ledger.optionSets.push(optionSet.name);
  session.component(9, metadataKey("optionset", optionSet.name));
  session.say(`Choice ${optionSet.name}`, "success", `${optionSet.options.length} options`);
}

function importTable(
  session: ImportSession,
  entity: Element,
  targets: ReadonlyMap<string, string[]>,
  optionSets: ReadonlyMap<string, OptionSet>,
): void {
  const { catalog } = session.env;
  const definition = child(entity, "EntityInfo", "entity");
  const schemaName = attribute(definition, "Name") ?? child(entity, "Name")?.textContent?.trim() ?? "";
  const name = schemaName.toLowerCase();
  const known = catalog.table(name);
  const own = known === undefined || customTables(session).has(name);
  const columns = children(child(definition, "attributes"), "attribute")
    .filter((element) => attribute(element, "unmodified") !== "1")
    .map((element) => {
      const column = (childText(element, "LogicalName") ?? childText(element, "Name") ?? "").toLowerCase();
      return readColumn(name, element, targets.get(`${name}.${column}`) ?? knownTargets(known, column), optionSets);
    });
  if (!definition || attribute(definition, "unmodified") === "1") return keepTable(session, name, schemaName, known);
  if (own) putTable(session, newTable(session, definition, schemaName, columns, known));
  else addColumns(session, known, columns);
}

/** A shell: the table is there, only its ribbon, forms or views come with the solution. */
function keepTable(session: ImportSession, name: string, schemaName: string, known: Table | undefined): void {
  if (!known)
    throw new SolutionProblem(
      "customizations.xml",
      `Table ${schemaName}`,
      "The solution builds on it, and it is not in this environment.",
      "Import the solution that brings the table first.",
    );
  session.component(1, known.metadataId ?? metadataKey("table", name), 2);
}

function knownTargets(table: Table | undefined, column: string): readonly string[] {
  return table?.columns.get(column)?.targets ?? [];
}

/** Tables that came with a solution, this one or another: their definition is changed, the platform's own only get columns. */
function customTables(session: ImportSession): Set<string> {
  const { catalog } = session.env;
  return new Set(
    catalog
      .tables()
      .filter((table) => table.isCustom)
      .map((table) => table.logicalName),
  );
}

function newTable(
  session: ImportSession,
  definition: Element,
  schemaName: string,
  given: readonly Column[],
  known: Table | undefined,
): Table {
  const name = schemaName.toLowerCase();
  const ownership: Ownership =
    childText(definition, "OwnershipTypeMask") === "OrgOwned" ? "OrganizationOwned" : "UserOwned";
  const primaryId = given.find((column) => column.type === "Uniqueidentifier")?.logicalName ?? `${name}id`;
  const primaryName = primaryNameOf(definition) ?? given.find((column) => column.type === "String")?.logicalName;
  const shape = { logicalName: name, ownership, primaryId };
  const columns = new Map<string, Column>();
  if (!given.some((column) => column.logicalName === primaryId))
    columns.set(primaryId, keyColumn(primaryId, schemaName));
  for (const column of [...given, ...moneyColumns(given), ...systemColumns(shape)])
    if (!columns.has(column.logicalName)) columns.set(column.logicalName, column);
  const label = labelsOf(child(definition, "LocalizedNames"), schemaName);

  return {
    logicalName: name,
    schemaName,
    entitySetName: childText(definition, "EntitySetName") ?? `${name}s`,
    objectTypeCode: known?.objectTypeCode ?? session.env.catalog.nextObjectTypeCode(),
    primaryId,
    ...(primaryName === undefined ? {} : { primaryName }),
    ownership,
    label,
    collectionLabel: labelsOf(child(definition, "LocalizedCollectionNames"), label[1033] ?? schemaName),
    description: labelsOf(child(definition, "Descriptions"), ""),
    isActivity: childFlag(definition, "IsActivity"),
    isIntersect: false,
    isCustom: true,
    isProcess: childFlag(definition, "IsBPFEntity"),
    hasNotes: childFlag(definition, "HasRelatedNotes"),
    duplicateDetection: childFlag(definition, "IsDuplicateCheckSupported"),
    isView: false,
    columns,
    keys: readKeys(definition),
    metadataId: metadataKey("table", name),
  };
}

/** Alternate keys: `EntityKeys/EntityKey/EntityKeyAttributes/AttributeName`. */
function readKeys(definition: Element): Table["keys"] {
  return children(child(definition, "EntityKeys"), "EntityKey").map((element) => {
    const logicalName = (childText(element, "LogicalName") ?? childText(element, "Name") ?? "").toLowerCase();
    return {
      logicalName,
      schemaName: childText(element, "Name") ?? logicalName,
      label: labelsOf(child(element, "displaynames"), logicalName),
      columns: children(child(element, "EntityKeyAttributes")).map((each) =>
        (each.textContent ?? "").trim().toLowerCase(),
      ),
    };
  });
}

function primaryNameOf(definition: Element): string | undefined {
  const element = children(child(definition, "attributes"), "attribute").find((each) =>
    (childText(each, "DisplayMask") ?? "").includes("PrimaryName"),
  );
  return childText(element, "LogicalName")?.toLowerCase();
}

function putTable(session: ImportSession, table: Table): void {
  const { catalog, store } = session.env;
  catalog.putTable(table);
  for (const relationship of systemRelationships(table, table.columns)) {
    catalog.putRelationship(relationship);
    session.ledger.relationships.push(relationship.schemaName);
  }
  if (table.hasNotes) addNotes(session, table);
  session.ledger.tables.push(table.logicalName);
  for (const column of table.columns.values()) {
    session.ledger.columns.push(`${table.logicalName}.${column.logicalName}`);
    session.component(2, column.metadataId ?? metadataKey("column", `${table.logicalName}.${column.logicalName}`));
  }
  session.component(1, table.metadataId ?? metadataKey("table", table.logicalName));
  for (const { values } of privilegeRows([table])) {
    const id = String(values.privilegeid);
    if (store.get("privilege", id, ["privilegeid"])) session.claimRow("privilege", id);
    else session.putRow("privilege", id, values);
  }
  // Administrators hold every privilege, on new tables too.
  for (const role of ["System Administrator", "System Customizer"])
    for (const verb of verbsOf(table)) {
      const { values } = grantRow(roleId(role), privilegeName(table, verb), depths.Global);
      session.putRow("roleprivileges", String(values.roleprivilegeid), values);
    }
  session.say(`Table ${table.schemaName}`, "success", `${table.columns.size} columns`);
}

function addNotes(session: ImportSession, table: Table): void {
  const { catalog } = session.env;
  const objectId = catalog.column("annotation", "objectid");
  if (!objectId) return;
  if (!objectId.targets?.includes(table.logicalName))
    catalog.putColumn("annotation", { ...objectId, targets: [...(objectId.targets ?? []), table.logicalName] });
  const relationship = noteRelationship(table);
  catalog.putRelationship(relationship);
  session.ledger.relationships.push(relationship.schemaName);
}

/** Columns on a table that is not the solution's own: new ones are added, known ones get the solution's labels and options. */
function addColumns(session: ImportSession, table: Table, columns: readonly Column[]): void {
  const { catalog } = session.env;
  for (const column of [...columns, ...moneyColumns(columns).filter((each) => !table.columns.has(each.logicalName))]) {
    const known = table.columns.get(column.logicalName);
    catalog.putColumn(table.logicalName, known ? { ...known, ...changeable(column) } : column);
    if (!known || known.isCustom) session.ledger.columns.push(`${table.logicalName}.${column.logicalName}`);
    session.component(2, metadataKey("column", `${table.logicalName}.${column.logicalName}`));
    session.say(`Column ${table.schemaName}.${column.schemaName}`, "success", known ? "changed" : "added");
  }
  session.component(1, table.metadataId ?? metadataKey("table", table.logicalName), 1);
}

function changeable(column: Column): Partial<Column> {
  return {
    label: column.label,
    required: column.required,
    ...(column.maxLength === undefined ? {} : { maxLength: column.maxLength }),
    ...(column.optionSet === undefined ? {} : { optionSet: column.optionSet }),
  };
}
