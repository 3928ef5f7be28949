import type { Column, Table } from "../metadata/model";
import { isLookupType, isPolymorphic, typeColumn } from "../metadata/model";

const plainName = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** Quotes a name for SQL. Names come from the catalog; anything that is not a plain name is refused. */
export function quoteName(name: string): string {
  if (!plainName.test(name)) throw new Error(`'${name.slice(0, 130)}' cannot be the name of a table or column.`);

  return `"${name}"`;
}

/** The raw columns of a table that have an SQL column, in definition order: lookups may bring their type column. */
export function storedColumns(table: Table): string[] {
  const names: string[] = [];
  for (const column of table.columns.values()) {
    if (!column.stored) continue;
    names.push(column.logicalName);
    if (isPolymorphic(column)) names.push(typeColumn(column.logicalName));
  }

  return names;
}

/** The logical names of the Boolean columns, whose 0 and 1 are read as false and true. */
export function booleanColumns(table: Table): string[] {
  return [...table.columns.values()]
    .filter((each) => each.type === "Boolean" && each.stored)
    .map((each) => each.logicalName);
}

/** The SQL declarations of one column. Text compares without regard to (ASCII) case, as Dataverse does. */
export function columnDeclarations(column: Column): string[] {
  const name = quoteName(column.logicalName);
  switch (column.type) {
    case "String":
    case "Memo":
    case "EntityName":
    case "Virtual":
      return [`${name} TEXT COLLATE NOCASE`];
    case "Integer":
    case "BigInt":
    case "Boolean":
    case "Picklist":
    case "State":
    case "Status":
      return [`${name} INTEGER`];
    case "Decimal":
    case "Double":
    case "Money":
      return [`${name} REAL`];
    case "Lookup":
    case "Customer":
    case "Owner":
      return isPolymorphic(column)
        ? [`${name} TEXT`, `${quoteName(typeColumn(column.logicalName))} TEXT COLLATE NOCASE`]
        : [`${name} TEXT`];
    default:
      return [`${name} TEXT`];
  }
}

/** CREATE TABLE for a table of the catalog. */
export function createTableSql(table: Table): string {
  const declarations: string[] = [];
  for (const column of table.columns.values()) {
    if (!column.stored) continue;
    const lines = columnDeclarations(column);
    if (column.logicalName === table.primaryId) lines[0] = `${lines[0] ?? ""} PRIMARY KEY NOT NULL`;
    // Every activity says of what kind it is, whoever writes it.
    if (column.logicalName === "activitytypecode" && table.isActivity)
      lines[0] = `${lines[0] ?? ""} DEFAULT '${table.logicalName}'`;
    declarations.push(...lines);
  }

  return `CREATE TABLE IF NOT EXISTS ${quoteName(table.logicalName)} (${declarations.join(", ")})`;
}

/** Lookups that nearly all rows fill with the same few values: an index costs much and finds little. */
const unselective = new Set([
  "createdby",
  "modifiedby",
  "createdonbehalfby",
  "modifiedonbehalfby",
  "owninguser",
  "owningteam",
  "owningbusinessunit",
  "transactioncurrencyid",
  "organizationid",
]);

/** Text columns that lists, matching and platform look-ups search by equality or beginning. */
const searched =
  /^(emailaddress[123]?|internalemailaddress|telephone1|mobilephone|lastname|companyname|accountnumber|domainname|websiteurl|uniquename|schemaname|address1_postalcode|isocurrencycode|sourceentityname|returnedtypecode|objecttypecode)$/;

/** Columns that lists sort by: their index holds empty values too, which a sort cannot leave out. */
const sorted = /^(createdon|modifiedon|subject|title)$/;

/** CREATE INDEX statements for a column, none when an index does not pay. */
export function columnIndexSql(table: Table, column: Column): string[] {
  const { logicalName } = column;
  if (!column.stored || table.isView || logicalName === table.primaryId) return [];
  const isText = column.type === "String" || column.type === "EntityName";
  const isSorted =
    (isText && logicalName === table.primaryName) || (sorted.test(logicalName) && table.ownership === "UserOwned");
  const isFound =
    (isLookupType(column.type) && !unselective.has(logicalName)) ||
    (table.isIntersect && column.type === "Uniqueidentifier") ||
    (isText && searched.test(logicalName)) ||
    (column.type === "Uniqueidentifier" && logicalName === "objectid");
  if (!isSorted && !isFound) return [];
  const name = quoteName(logicalName);
  // "My rows, newest first" is what people look at most.
  const columns = logicalName === "ownerid" && table.columns.has("createdon") ? `${name}, "createdon"` : name;
  const index = quoteName(`ix_${table.logicalName}_${logicalName}`);
  const filled = isSorted ? "" : ` WHERE ${name} IS NOT NULL`;

  return [`CREATE INDEX IF NOT EXISTS ${index} ON ${quoteName(table.logicalName)} (${columns})${filled}`];
}

/** The name of the SQL index behind an alternate key. */
export function keyIndexName(table: string, key: string): string {
  return quoteName(`key_${table}_${key}`);
}

/** CREATE UNIQUE INDEX for columns whose values together are unique when none of them is empty. */
export function uniqueIndexSql(table: string, key: string, columns: readonly string[]): string {
  const names = columns.map(quoteName);
  const filled = names.map((name) => `${name} IS NOT NULL`).join(" AND ");

  return `CREATE UNIQUE INDEX IF NOT EXISTS ${keyIndexName(table, key)} ON ${quoteName(table)} (${names.join(", ")}) WHERE ${filled}`;
}

/** CREATE VIEW for `activitypointer`: the activities of all activity tables under the columns that they share. */
export function activityViewSql(view: Table, activities: readonly Table[]): string {
  const selects = activities.map((activity) => {
    const there = new Set(storedColumns(activity));
    const columns = storedColumns(view).map((name) => {
      if (name === "activitytypecode") return `'${activity.logicalName}' AS "activitytypecode"`;
      if (there.has(name)) return quoteName(name);
      const lookup = name.endsWith("__type") ? activity.columns.get(name.slice(0, -6)) : undefined;
      const only = lookup?.targets?.[0];

      return only === undefined
        ? `NULL AS ${quoteName(name)}`
        : `CASE WHEN ${quoteName(lookup?.logicalName ?? "")} IS NULL THEN NULL ELSE '${only}' END AS ${quoteName(name)}`;
    });

    return `SELECT ${columns.join(", ")} FROM ${quoteName(activity.logicalName)}`;
  });

  return `CREATE VIEW ${quoteName(view.logicalName)} AS ${selects.join(" UNION ALL ")}`;
}

/** CREATE VIEW for `owner`: users and teams, the two kinds of principal that own rows (facts/dataverse-web-api.md §1). */
export function ownerViewSql(view: Table): string {
  const user: Record<string, string> = {
    ownerid: '"systemuserid"',
    name: '"fullname"',
    fullname: '"fullname"',
    yominame: '"yomifullname"',
    owneridtype: "'systemuser'",
  };
  const team: Record<string, string> = {
    ownerid: '"teamid"',
    name: '"name"',
    fullname: '"name"',
    yominame: '"yominame"',
    owneridtype: "'team'",
    domainname: "NULL",
    internalemailaddress: '"emailaddress"',
  };
  const select = (from: string, map: Record<string, string>) =>
    `SELECT ${storedColumns(view)
      .map((name) => `${map[name] ?? quoteName(name)} AS ${quoteName(name)}`)
      .join(", ")} FROM "${from}"`;

  return `CREATE VIEW ${quoteName(view.logicalName)} AS ${select("systemuser", user)} UNION ALL ${select("team", team)}`;
}
