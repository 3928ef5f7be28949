import type { Table } from "../metadata/model";

/** The eight things a privilege can allow on a table, with the bit of the access mask that stands for it. */
export const accessRights = {
  Read: 1,
  Write: 2,
  Append: 4,
  AppendTo: 16,
  Create: 32,
  Delete: 65536,
  Share: 262144,
  Assign: 524288,
} as const;

export type Verb = keyof typeof accessRights;

export const verbs = Object.keys(accessRights) as Verb[];

/** How far a privilege reaches: own rows, the business unit, it and those below, the organisation. Values are the stored masks. */
export const depths = { Basic: 1, Local: 2, Deep: 4, Global: 8 } as const;

export type DepthName = keyof typeof depths;

/** The name of a stored depth mask. */
export function depthName(mask: number): DepthName {
  if (mask >= depths.Global) return "Global";
  if (mask >= depths.Deep) return "Deep";
  return mask >= depths.Local ? "Local" : "Basic";
}

/** Tables whose privileges bear another name than the table's schema name. */
const irregular: Readonly<Record<string, string>> = {
  systemuser: "User",
  annotation: "Note",
  activitypointer: "Activity",
  savedquery: "Query",
  userquery: "UserQuery",
  customeraddress: "Account",
  duplicaterulecondition: "DuplicateRule",
  pricelevel: "Product",
};

/** What privileges of the table are called behind the verb: `Lead` in `prvReadLead`; all activities share one (facts §2.6). */
export function privilegeNoun(table: Table): string {
  return irregular[table.logicalName] ?? (table.isActivity ? "Activity" : table.schemaName);
}

/** `prvReadLead` for (lead, Read). */
export function privilegeName(table: Table, verb: Verb): string {
  return `prv${verb}${privilegeNoun(table)}`;
}

/** The verbs that make sense for a table: rows of the organisation cannot be assigned or shared. */
export function verbsOf(table: Table): Verb[] {
  return table.ownership === "UserOwned" ? verbs : verbs.filter((verb) => verb !== "Assign" && verb !== "Share");
}

/**
 * Tables that every licensed user may read without a privilege: definitions and rights themselves, which the platform's own
 * pages read for everybody.
 */
const openToRead = new Set([
  "owner",
  "organization",
  "privilege",
  "role",
  "stringmap",
  "solution",
  "solutioncomponent",
  "publisher",
  "processstage",
  "workflow",
  "systemform",
  "savedquery",
  "webresource",
  "customcontrol",
  "customcontrolresource",
  "customcontroldefaultconfig",
  "appmodule",
  "appmodulecomponent",
  "sitemap",
  "ribbondiff",
  "usersettings",
  "businessunit",
  "principalobjectaccess",
  "duplicaterule",
  "duplicaterulecondition",
  "connectionrole",
  "environmentvariabledefinition",
  "environmentvariablevalue",
]);

/** Whether reading the table needs no privilege. Intersect tables are guarded by the rows that they connect. */
export function isOpenToRead(table: Table): boolean {
  return openToRead.has(table.logicalName) || table.isIntersect;
}
