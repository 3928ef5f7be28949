import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ColumnKind, ColumnMetadata, Metadata, TableMetadata } from "../../core/dataverse/metadata";
import type { PlatformMap } from "../../core/mapping/lint";

interface FileColumn {
  readonly type: string;
  readonly label: string;
  readonly access?: "read" | "create";
  readonly required?: ColumnMetadata["required"];
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly precision?: number;
  readonly format?: string;
  readonly options?: Readonly<Record<string, string>> | readonly string[];
  readonly targets?: readonly string[];
}

const kinds: readonly string[] =
  "String Memo Integer BigInt Decimal Double Money Boolean DateTime Picklist MultiSelectPicklist State Status Lookup Customer Owner Uniqueidentifier".split(
    " ",
  );

/** The stock tables of Sales as the product sees them, out of the sandbox's own definitions. */
export function salesMetadata(...names: readonly string[]): Metadata {
  return Object.fromEntries(names.map((name) => [name, readTable(name)]));
}

function readTable(name: string): TableMetadata {
  const path = join(__dirname, "../../sandbox/dataverse/metadata/tables", `${name}.json`);
  const file = JSON.parse(readFileSync(path, "utf8")) as {
    readonly set: string;
    readonly id: string;
    readonly nameColumn: string;
    readonly label: string;
    readonly columns: Readonly<Record<string, FileColumn>>;
  };
  const columns = Object.entries(file.columns).filter(([, column]) => kinds.includes(column.type));
  return {
    logicalName: name,
    displayName: file.label,
    entitySetName: file.set,
    primaryId: file.id,
    primaryName: file.nameColumn,
    columns: Object.fromEntries(columns.map(([logicalName, column]) => [logicalName, readColumn(logicalName, column)])),
  };
}

function readColumn(logicalName: string, column: FileColumn): ColumnMetadata {
  const { options, targets, access } = column;
  return {
    logicalName,
    displayName: column.label,
    kind: column.type as ColumnKind,
    required: column.required ?? "None",
    canCreate: access !== "read",
    canUpdate: access === undefined,
    canRead: true,
    maxLength: column.maxLength,
    min: column.min,
    max: column.max,
    precision: column.precision,
    format: column.format ?? (column.type === "DateTime" ? "DateAndTime" : undefined),
    options:
      options && Object.entries(options).map(([value, label]) => ({ value: Number(value), label: String(label) })),
    targets: targets?.map((table) => ({ table, navigationProperty: logicalName })),
  };
}

/** The maps of the stock tables that are sure (facts/sales-qualification.md §6). */
export const stockMaps: readonly PlatformMap[] = (
  [
    [
      "account",
      "companyname>name websiteurl>websiteurl telephone1>telephone1 emailaddress1>emailaddress1 numberofemployees>numberofemployees industrycode>industrycode",
    ],
    [
      "contact",
      "firstname>firstname lastname>lastname jobtitle>jobtitle mobilephone>mobilephone emailaddress1>emailaddress1 telephone1>telephone1 donotemail>donotemail donotphone>donotphone",
    ],
    [
      "opportunity",
      "subject>name parentaccountid>parentaccountid parentcontactid>parentcontactid description>description budgetamount>budgetamount",
    ],
  ] as const
).flatMap(([table, pairs]) =>
  pairs.split(" ").map((pair) => ({ table, source: pair.split(">")[0] ?? "", target: pair.split(">")[1] ?? "" })),
);
