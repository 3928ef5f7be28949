import type { Column, ColumnType, OneToMany, Ownership } from "../metadata/model";

interface Shape {
  readonly logicalName: string;
  readonly ownership: Ownership;
  readonly primaryId: string;
}

/** Logical name, schema name, label, type, targets, and whether clients may write it. */
type Row = readonly [string, string, string, ColumnType, readonly string[], "read" | "create" | "write"];

const everyTable: readonly Row[] = [
  ["createdon", "CreatedOn", "Created On", "DateTime", [], "read"],
  ["createdby", "CreatedBy", "Created By", "Lookup", ["systemuser"], "read"],
  ["createdonbehalfby", "CreatedOnBehalfBy", "Created By (Delegate)", "Lookup", ["systemuser"], "read"],
  ["modifiedon", "ModifiedOn", "Modified On", "DateTime", [], "read"],
  ["modifiedby", "ModifiedBy", "Modified By", "Lookup", ["systemuser"], "read"],
  ["modifiedonbehalfby", "ModifiedOnBehalfBy", "Modified By (Delegate)", "Lookup", ["systemuser"], "read"],
  ["overriddencreatedon", "OverriddenCreatedOn", "Record Created On", "DateTime", [], "create"],
  ["importsequencenumber", "ImportSequenceNumber", "Import Sequence Number", "Integer", [], "create"],
  ["timezoneruleversionnumber", "TimeZoneRuleVersionNumber", "Time Zone Rule Version Number", "Integer", [], "write"],
  ["utcconversiontimezonecode", "UTCConversionTimeZoneCode", "UTC Conversion Time Zone Code", "Integer", [], "write"],
  ["versionnumber", "VersionNumber", "Version Number", "BigInt", [], "read"],
];
const userOwned: readonly Row[] = [
  ["ownerid", "OwnerId", "Owner", "Owner", ["systemuser", "team"], "write"],
  ["owningbusinessunit", "OwningBusinessUnit", "Owning Business Unit", "Lookup", ["businessunit"], "read"],
  ["owninguser", "OwningUser", "Owning User", "Lookup", ["systemuser"], "read"],
  ["owningteam", "OwningTeam", "Owning Team", "Lookup", ["team"], "read"],
];
const organizationOwned: readonly Row[] = [
  ["organizationid", "OrganizationId", "Organization", "Lookup", ["organization"], "read"],
];

/** Columns that the server adds to every custom table when the zip leaves them out. */
export function systemColumns(table: Shape): Column[] {
  const rows = [...everyTable, ...(table.ownership === "UserOwned" ? userOwned : organizationOwned)];
  return [...rows.map(toColumn), ...stateColumns(table.logicalName)];
}

/** The columns that a table with money gets: its currency, the rate, and each amount in the base currency. */
export function moneyColumns(columns: readonly Column[]): Column[] {
  const money = columns.filter((column) => column.type === "Money" && !column.logicalName.endsWith("_base"));
  if (money.length === 0) return [];
  return [
    toColumn([
      "transactioncurrencyid",
      "TransactionCurrencyId",
      "Currency",
      "Lookup",
      ["transactioncurrency"],
      "write",
    ]),
    { ...toColumn(["exchangerate", "ExchangeRate", "Exchange Rate", "Decimal", [], "read"]), precision: 12 },
    ...money.map((column): Column => ({
      ...column,
      logicalName: `${column.logicalName}_base`,
      schemaName: `${column.schemaName}_Base`,
      label: { 1033: `${column.label[1033] ?? column.schemaName} (Base)` },
      attributeOf: column.logicalName,
      canCreate: false,
      canUpdate: false,
      precision: 4,
      required: "None",
    })),
  ];
}

/** Relationships of the columns above, with the names that the platform gives them. */
export function systemRelationships(table: Shape, columns: ReadonlyMap<string, Column>): OneToMany[] {
  const name = table.logicalName;
  const all: readonly (readonly [string, string, string, string])[] = [
    [`lk_${name}_createdby`, "createdby", "systemuser", "systemuserid"],
    [`lk_${name}_createdonbehalfby`, "createdonbehalfby", "systemuser", "systemuserid"],
    [`lk_${name}_modifiedby`, "modifiedby", "systemuser", "systemuserid"],
    [`lk_${name}_modifiedonbehalfby`, "modifiedonbehalfby", "systemuser", "systemuserid"],
    [`owner_${name}`, "ownerid", "owner", "ownerid"],
    [`business_unit_${name}`, "owningbusinessunit", "businessunit", "businessunitid"],
    [`user_${name}`, "owninguser", "systemuser", "systemuserid"],
    [`team_${name}`, "owningteam", "team", "teamid"],
    [`organization_${name}`, "organizationid", "organization", "organizationid"],
    [`TransactionCurrency_${name}`, "transactioncurrencyid", "transactioncurrency", "transactioncurrencyid"],
  ];
  return all
    .filter(([, column]) => columns.has(column))
    .map(([schemaName, column, target, key]) => relationship(schemaName, name, column, target, key, column));
}

/** Notes: annotation.objectid points to the table as well. */
export function noteRelationship(table: Shape): OneToMany {
  const name = table.logicalName;
  const made = relationship(`${name}_Annotations`, "annotation", "objectid", name, table.primaryId, `objectid_${name}`);
  return {
    ...made,
    cascade: {
      ...made.cascade,
      delete: "Cascade",
      assign: "Cascade",
      reparent: "Cascade",
      share: "Cascade",
      unshare: "Cascade",
    },
  };
}

function relationship(
  schemaName: string,
  many: string,
  column: string,
  one: string,
  key: string,
  navigation: string,
): OneToMany {
  return {
    kind: "OneToMany",
    schemaName,
    referencedTable: one,
    referencedColumn: key,
    referencingTable: many,
    referencingColumn: column,
    lookupNavigation: navigation,
    collectionNavigation: schemaName,
    cascade: {
      assign: "NoCascade",
      delete: "NoCascade",
      merge: "NoCascade",
      reparent: "NoCascade",
      share: "NoCascade",
      unshare: "NoCascade",
    },
    isCustom: false,
    isHierarchical: false,
  };
}

function toColumn([logicalName, schemaName, label, type, targets, access]: Row): Column {
  return {
    logicalName,
    schemaName,
    type,
    label: { 1033: label },
    required: type === "Owner" ? "SystemRequired" : "None",
    canCreate: access !== "read",
    canUpdate: access === "write",
    canRead: true,
    isCustom: false,
    stored: true,
    ...(targets.length > 0 ? { targets } : {}),
    ...(type === "DateTime" ? { format: "DateAndTime", dateBehavior: "UserLocal" as const } : {}),
    ...(type === "Integer" ? { format: "None", min: -2147483648, max: 2147483647 } : {}),
  };
}

function stateColumns(table: string): Column[] {
  const base = {
    required: "None",
    canCreate: true,
    canUpdate: true,
    canRead: true,
    isCustom: false,
    stored: true,
  } as const;
  const label = (text: string) => ({ 1033: text });
  return [
    {
      ...base,
      logicalName: "statecode",
      schemaName: "statecode",
      type: "State",
      label: label("Status"),
      required: "SystemRequired",
      optionSet: {
        name: `${table}_statecode`,
        isGlobal: false,
        options: [
          { value: 0, label: label("Active"), defaultStatus: 1, invariantName: "Active" },
          { value: 1, label: label("Inactive"), defaultStatus: 2, invariantName: "Inactive" },
        ],
      },
    },
    {
      ...base,
      logicalName: "statuscode",
      schemaName: "statuscode",
      type: "Status",
      label: label("Status Reason"),
      optionSet: {
        name: `${table}_statuscode`,
        isGlobal: false,
        options: [
          { value: 1, label: label("Active"), state: 0 },
          { value: 2, label: label("Inactive"), state: 1 },
        ],
      },
    },
  ];
}

/** The primary key column of a table. */
export function keyColumn(name: string, schemaName: string): Column {
  return {
    logicalName: name,
    schemaName: `${schemaName}Id`,
    type: "Uniqueidentifier",
    label: { 1033: schemaName },
    required: "SystemRequired",
    canCreate: true,
    canUpdate: false,
    canRead: true,
    isCustom: false,
    stored: true,
  };
}
