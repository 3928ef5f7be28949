import type { Catalog } from "../../metadata/catalog";
import type { Table } from "../../metadata/model";
import { accessRights, depths, privilegeName, type DepthName, type Verb, verbsOf } from "../../security/privileges";
import { businessUnits, personas, worldIdentity } from "../identity";
import { namedGuid } from "../random";
import type { SeedRow } from "../rows";

type Grants = Partial<Record<Verb, DepthName>>;

interface RoleDefinition {
  readonly name: string;
  readonly description: string;
  readonly templateId?: string;
  /** What the role grants on a table; undefined: nothing. */
  readonly grants: (table: Table) => Grants | undefined;
  readonly privileges: readonly string[];
}

const own: Grants = {
  Create: "Basic",
  Read: "Local",
  Write: "Basic",
  Delete: "Basic",
  Append: "Local",
  AppendTo: "Local",
  Assign: "Basic",
  Share: "Basic",
};
const unit: Grants = {
  Create: "Deep",
  Read: "Global",
  Write: "Deep",
  Delete: "Deep",
  Append: "Deep",
  AppendTo: "Deep",
  Assign: "Deep",
  Share: "Deep",
};
const readAll: Grants = { Read: "Global", Append: "Global", AppendTo: "Global" };
const readOnly: Grants = { Read: "Global" };
const everything: Grants = {
  Create: "Global",
  Read: "Global",
  Write: "Global",
  Delete: "Global",
  Append: "Global",
  AppendTo: "Global",
  Assign: "Global",
  Share: "Global",
};

/** Tables that sellers work with. */
const sales = new Set(
  "lead account contact opportunity annotation activitypointer task phonecall email appointment connection leadtoopportunitysalesprocess opportunitysalesprocess opportunityclose activityparty opportunityproduct incident list queueitem".split(
    " ",
  ),
);
/** Tables that sellers look things up in (facts/sales-qualification.md §1.2: qualification needs the mapping tables). */
const looked = new Set(
  "transactioncurrency campaign competitor product pricelevel productpricelevel territory connectionrole entitymap attributemap systemuser team queue businessunit organization userquery processstage workflow usersettings importjob asyncoperation savedquery systemform duplicaterule".split(
    " ",
  ),
);
const ownSettings: Grants = { Create: "Basic", Read: "Basic", Write: "Basic", Delete: "Basic" };

/** Customers belong to everybody: a seller finds and completes them whoever owns them. */
const shared = new Set(["account", "contact"]);

function seller(level: Grants): RoleDefinition["grants"] {
  return (table) => {
    if (shared.has(table.logicalName))
      return { ...level, Read: "Global", Write: "Global", Append: "Global", AppendTo: "Global" };
    if (sales.has(table.logicalName)) return level;
    if (table.logicalName === "userquery" || table.logicalName === "usersettings") return ownSettings;
    return looked.has(table.logicalName) ? readAll : undefined;
  };
}

const roles: readonly RoleDefinition[] = [
  {
    name: "System Administrator",
    description: "Every privilege.",
    templateId: "627090ff-40a3-4053-8790-584edc5be201",
    grants: () => everything,
    privileges: [
      "prvMerge",
      "prvActOnBehalfOfAnotherUser",
      "prvBypassCustomPlugins",
      "prvExportToExcel",
      "prvSearch",
      "prvImportCustomization",
      "prvExportCustomization",
      "prvPublishCustomization",
      "prvPublishDuplicateRule",
    ],
  },
  {
    name: "System Customizer",
    description: "Changes the system, sees own rows.",
    templateId: "119f245c-3cc8-4b62-b31c-d1a046ced15d",
    grants: (table) => (sales.has(table.logicalName) ? own : everything),
    privileges: [
      "prvImportCustomization",
      "prvExportCustomization",
      "prvPublishCustomization",
      "prvPublishDuplicateRule",
      "prvSearch",
    ],
  },
  {
    name: "Basic User",
    description: "What everybody needs.",
    grants: (table) => (looked.has(table.logicalName) ? readOnly : undefined),
    privileges: ["prvSearch"],
  },
  {
    name: "Sales Manager",
    description: "Leads a sales team: sees all, changes what is below.",
    grants: seller(unit),
    privileges: ["prvMerge", "prvExportToExcel", "prvSearch"],
  },
  {
    name: "Salesperson",
    description: "Sells: own rows, sees those of the business unit, and completes every customer.",
    grants: seller(own),
    privileges: ["prvMerge", "prvExportToExcel", "prvSearch"],
  },
  {
    name: "Salesperson (read only)",
    description: "Sees what a seller sees and changes nothing.",
    grants: (table) => (sales.has(table.logicalName) || looked.has(table.logicalName) ? readOnly : undefined),
    privileges: ["prvSearch"],
  },
  {
    name: "Salesperson (no accounts)",
    description: "Sells, and may not create accounts.",
    grants: (table) => {
      const granted = seller(own)(table);
      return table.logicalName === "account" ? { ...granted, Create: undefined } : granted;
    },
    privileges: ["prvSearch"],
  },
];

/** Privileges of no table. */
const general = [...new Set(roles.flatMap((role) => role.privileges))];

/** The key of a privilege by its name. */
export function privilegeId(name: string): string {
  return namedGuid(`privilege:${name.toLowerCase()}`);
}

/** The key of a stock role in a business unit. */
export function roleId(name: string, businessUnit: string = businessUnits.root): string {
  return namedGuid(`role:${name}:${businessUnit}`);
}

/** Privileges of every table and the general ones, the stock roles with what they grant, and who has which. */
export function roleRows(catalog: Catalog): SeedRow[] {
  const tables = catalog.tables().filter((table) => !table.isIntersect);
  const rows: SeedRow[] = [...general.map((name) => privilegeRow(name, 0)), ...privilegeRows(tables)];
  for (const role of roles) {
    rows.push(...Object.values(businessUnits).map((unitId) => roleRow(role, unitId)));
    rows.push(...grantRows(role, tables));
  }
  return [...rows, ...assignmentRows()];
}

/** The privileges of tables, each name once: all activities share theirs. */
export function privilegeRows(tables: readonly Table[]): SeedRow[] {
  const found = new Map<string, SeedRow>();
  for (const table of tables)
    for (const verb of verbsOf(table)) {
      const name = privilegeName(table, verb);
      found.set(name, privilegeRow(name, accessRights[verb]));
    }
  return [...found.values()];
}

function privilegeRow(name: string, accessright: number): SeedRow {
  return {
    table: "privilege",
    values: {
      privilegeid: privilegeId(name),
      name,
      accessright,
      canbebasic: true,
      canbelocal: true,
      canbedeep: true,
      canbeglobal: true,
    },
  };
}

/** The copy of a role in a business unit; privileges hang on the root copy. */
function roleRow(role: RoleDefinition, unitId: string): SeedRow {
  const root = roleId(role.name);
  const isRoot = unitId === businessUnits.root;
  return {
    table: "role",
    values: {
      roleid: isRoot ? root : roleId(role.name, unitId),
      name: role.name,
      businessunitid: unitId,
      organizationid: worldIdentity.organizationId,
      parentrootroleid: root,
      parentroleid: isRoot ? null : root,
      ismanaged: true,
      ...(role.templateId ? { roletemplateid: role.templateId } : {}),
    },
  };
}

function grantRows(role: RoleDefinition, tables: readonly Table[]): SeedRow[] {
  const granted = new Map<string, number>(role.privileges.map((name) => [name, depths.Global]));
  for (const table of tables) {
    const grants = role.grants(table);
    if (!grants) continue;
    for (const verb of verbsOf(table)) {
      const depth = grants[verb];
      if (!depth) continue;
      const name = privilegeName(table, verb);
      // Rows without owner know only all or nothing.
      const mask = table.ownership === "UserOwned" ? depths[depth] : depths.Global;
      granted.set(name, Math.max(granted.get(name) ?? 0, mask));
    }
  }
  return [...granted].map(([name, mask]) => grantRow(roleId(role.name), name, mask));
}

/** One privilege given to a role at a depth. */
export function grantRow(role: string, privilege: string, mask: number): SeedRow {
  return {
    table: "roleprivileges",
    values: {
      roleprivilegeid: namedGuid(`roleprivilege:${role}:${privilege.toLowerCase()}`),
      roleid: role,
      privilegeid: privilegeId(privilege),
      privilegedepthmask: mask,
    },
  };
}

function assignmentRows(): SeedRow[] {
  return personas.flatMap((person) => {
    const unitId = businessUnits[person.businessUnit];
    return person.roles.map((name): SeedRow =>
      userRoleRow(person.id, unitId === businessUnits.root ? roleId(name) : roleId(name, unitId)),
    );
  });
}

/** A role given to a user. */
export function userRoleRow(userId: string, role: string): SeedRow {
  return {
    table: "systemuserroles",
    values: { systemuserroleid: namedGuid(`systemuserrole:${userId}:${role}`), systemuserid: userId, roleid: role },
  };
}
