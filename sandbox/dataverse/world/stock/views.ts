import type { Catalog } from "../../metadata/catalog";
import { labelText, type Table } from "../../metadata/model";
import { escapeXml } from "../../solutions/xml";
import { namedGuid } from "../random";
import type { SeedRow } from "../rows";

/** querytype: 0 public, 2 associated, 4 quick find, 64 lookup (facts/solution-package.md §1.6). */
type QueryType = 0 | 2 | 4 | 64;

export interface ViewSpec {
  readonly table: string;
  readonly name: string;
  readonly type: QueryType;
  readonly isDefault: boolean;
  /** Column and width. */
  readonly columns: readonly (readonly [string, number])[];
  readonly order: readonly (readonly [string, boolean])[];
  /** FetchXML conditions, and-connected. */
  readonly conditions: string;
  /** Columns that quick find looks into. */
  readonly search?: readonly string[];
}

const mine = `<condition attribute="ownerid" operator="eq-userid" />`;
const state = (value: number) => `<condition attribute="statecode" operator="eq" value="${value}" />`;
const notState = (value: number) => `<condition attribute="statecode" operator="ne" value="${value}" />`;

/** Columns of a table's views, its search columns, and its public views as name, conditions, order. */
interface TableViews {
  readonly columns: string;
  readonly search: string;
  readonly order: string;
  readonly views: readonly (readonly [string, string])[];
}

/** Widths follow `:`; a leading `-` in order sorts descending. The first view is the default. */
const stock: Readonly<Record<string, TableViews>> = {
  lead: {
    columns:
      "fullname:180 subject:240 statuscode:110 companyname:180 emailaddress1:200 telephone1:140 createdon:130 ownerid:140",
    search: "fullname companyname subject emailaddress1 emailaddress2 telephone1 mobilephone address1_city",
    order: "-createdon",
    views: [
      ["My Open Leads", mine + state(0)],
      ["Open Leads", state(0)],
      ["Closed Leads", notState(0)],
      ["All Leads", ""],
      ["Leads Opened This Week", state(0) + `<condition attribute="createdon" operator="this-week" />`],
      ["Leads Opened Last Week", state(0) + `<condition attribute="createdon" operator="last-week" />`],
    ],
  },
  account: {
    columns: "name:240 telephone1:140 address1_city:140 primarycontactid:180 emailaddress1:200 ownerid:140",
    search: "name accountnumber emailaddress1 telephone1 websiteurl address1_city",
    order: "name",
    views: [
      ["My Active Accounts", mine + state(0)],
      ["Active Accounts", state(0)],
      ["Inactive Accounts", state(1)],
      ["All Accounts", ""],
    ],
  },
  contact: {
    columns: "fullname:200 parentcustomerid:220 jobtitle:160 emailaddress1:220 telephone1:140 ownerid:140",
    search: "fullname firstname lastname emailaddress1 emailaddress2 telephone1 mobilephone address1_city",
    order: "fullname",
    views: [
      ["My Active Contacts", mine + state(0)],
      ["Active Contacts", state(0)],
      ["Inactive Contacts", state(1)],
      ["All Contacts", ""],
    ],
  },
  opportunity: {
    columns:
      "name:260 customerid:200 estimatedvalue:140 estimatedclosedate:130 salesstage:110 statuscode:110 ownerid:140",
    search: "name emailaddress",
    order: "estimatedclosedate",
    views: [
      ["My Open Opportunities", mine + state(0)],
      ["Open Opportunities", state(0)],
      ["Closed Opportunities", notState(0)],
      ["All Opportunities", ""],
    ],
  },
  activitypointer: {
    columns: "subject:280 activitytypecode:120 regardingobjectid:220 statecode:100 scheduledend:140 ownerid:140",
    search: "subject",
    order: "-modifiedon",
    views: [
      ["My Activities", mine + state(0)],
      ["All Activities", ""],
    ],
  },
  connection: {
    columns: "record2id:220 record2roleid:180 description:240 createdon:130",
    search: "name",
    order: "record2id",
    views: [["Active Connections", state(0)]],
  },
  duplicaterule: {
    columns: "name:340 statuscode:120 baseentityname:120 matchingentityname:120 excludeinactiverecords:140",
    search: "name",
    order: "name",
    views: [["All Duplicate Detection Rules", ""]],
  },
  importjob: {
    columns: "solutionname:220 progress:90 startedon:150 completedon:150",
    search: "solutionname",
    order: "-startedon",
    views: [["All Import Jobs", ""]],
  },
  systemuser: {
    columns: "fullname:200 title:200 businessunitid:180 internalemailaddress:260",
    search: "fullname internalemailaddress",
    order: "fullname",
    views: [["Enabled Users", `<condition attribute="isdisabled" operator="eq" value="0" />`]],
  },
};

/** The key of a stock view. */
export function viewId(table: string, name: string): string {
  return namedGuid(`savedquery:${table}:${name}`);
}

/** Every view of the stock tables, and the usual set for all others that have a name. */
export function viewRows(catalog: Catalog): SeedRow[] {
  return catalog.tables().flatMap((table) => viewSpecs(table).map((view) => viewRow(table, view)));
}

/** The views that the platform makes with a table: public, associated, quick find, lookup. */
export function viewSpecs(table: Table): ViewSpec[] {
  if (table.isIntersect || !table.primaryName) return [];
  const given = stock[table.logicalName];
  const plural = labelText(table.collectionLabel, 1033);
  const known = given ?? {
    columns: `${table.primaryName}:300${table.columns.has("createdon") ? " createdon:150" : ""}`,
    search: table.primaryName,
    order: table.primaryName,
    views: table.columns.has("statecode")
      ? [[`Active ${plural}`, state(0)] as const, [`Inactive ${plural}`, state(1)] as const]
      : [[`All ${plural}`, ""] as const],
  };
  const columns = known.columns.split(" ").map((text) => {
    const [name = "", width = "150"] = text.split(":");
    return [name, Number(width)] as const;
  });
  const order = known.order.split(" ").map((text) => [text.replace("-", ""), text.startsWith("-")] as const);
  const base = { table: table.logicalName, columns, order };
  const active = table.columns.has("statecode") && table.logicalName !== "duplicaterule" ? state(0) : "";
  const search = known.search.split(" ").filter((name) => table.columns.has(name));

  return [
    ...known.views.map(([name, conditions], at): ViewSpec => ({
      ...base,
      name,
      type: 0,
      isDefault: at === 0,
      conditions,
    })),
    { ...base, name: `${labelText(table.label, 1033)} Associated View`, type: 2, isDefault: true, conditions: active },
    {
      ...base,
      name: `${labelText(table.label, 1033)} Lookup View`,
      type: 64,
      isDefault: true,
      conditions: active,
      columns: columns.slice(0, 3),
    },
    { ...base, name: `Quick Find ${plural}`, type: 4, isDefault: true, conditions: active, search },
  ];
}

/** The row of a view, with its FetchXML and layout. */
export function viewRow(table: Table, view: ViewSpec): SeedRow {
  return {
    table: "savedquery",
    values: {
      savedqueryid: viewId(view.table, view.name),
      name: view.name,
      returnedtypecode: view.table,
      querytype: view.type,
      isdefault: view.isDefault,
      isquickfindquery: view.type === 4,
      isprivate: false,
      iscustomizable: true,
      ismanaged: !table.isCustom,
      fetchxml: fetchXml(table, view),
      layoutxml: layoutXml(table, view),
    },
  };
}

function fetchXml(table: Table, view: ViewSpec): string {
  const names = [table.primaryId, ...view.columns.map(([name]) => name)].filter(
    (name, at, all) => all.indexOf(name) === at,
  );
  const attributes = names.map((name) => `<attribute name="${name}" />`).join("");
  const orders = view.order
    .map(([name, descending]) => `<order attribute="${name}" descending="${descending}" />`)
    .join("");
  const filter = view.conditions ? `<filter type="and">${view.conditions}</filter>` : "";
  const quick = view.search?.length
    ? `<filter type="or" isquickfindfields="1">${view.search.map((name) => `<condition attribute="${name}" operator="like" value="{0}" />`).join("")}</filter>`
    : "";

  return `<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="${table.logicalName}">${attributes}${orders}${filter}${quick}</entity></fetch>`;
}

function layoutXml(table: Table, view: ViewSpec): string {
  const cells = view.columns.map(([name, width]) => `<cell name="${name}" width="${width}" />`).join("");
  return `<grid name="resultset" object="${table.objectTypeCode}" jump="${escapeXml(table.primaryName ?? "")}" select="1" icon="1" preview="1"><row name="result" id="${table.primaryId}">${cells}</row></grid>`;
}
