import { depths, type DepthName } from "../security/privileges";
import { grantRow } from "../world/base/roles";
import { businessUnits, worldIdentity } from "../world/identity";
import { namedGuid } from "../world/random";
import { appRoleRow } from "../world/stock/app";
import { labelsOf } from "./attributes";
import { SolutionProblem } from "./problems";
import { type ImportSession, metadataKey } from "./session";
import { attribute, child, children, childNumber, childText, type Element, plainGuid, toXml } from "./xml";

/** Security roles, apps and site maps: who may do what, and where it is found. */
export function importPeople(session: ImportSession): void {
  const { customizations } = session.source;
  for (const element of children(child(customizations, "Roles"), "Role")) importRole(session, element);
  for (const element of children(child(customizations, "FieldSecurityProfiles"), "FieldSecurityProfile"))
    importColumnProfile(session, element);
  for (const element of children(child(customizations, "AppModuleSiteMaps"), "AppModuleSiteMap"))
    importSiteMap(session, element);
  for (const element of children(child(customizations, "AppModules"), "AppModule")) importApp(session, element);
}

/** A role becomes one row in each business unit; its privileges hang on the root's copy. */
function importRole(session: ImportSession, element: Element): void {
  const { store } = session.env;
  const id = plainGuid(attribute(element, "id") ?? "");
  const name = attribute(element, "name") ?? "";
  const privileges = children(child(element, "RolePrivileges"), "RolePrivilege");
  const known = new Map(
    store
      .find("privilege", {}, { columns: ["privilegeid", "name"] })
      .map((row) => [String(row.name).toLowerCase(), String(row.name)]),
  );
  for (const unitId of Object.values(businessUnits)) {
    const isRoot = unitId === businessUnits.root;
    session.putRow("role", isRoot ? id : namedGuid(`role:${id}:${unitId}`), {
      name,
      businessunitid: unitId,
      organizationid: worldIdentity.organizationId,
      parentrootroleid: id,
      parentroleid: isRoot ? null : id,
    });
  }
  for (const privilege of privileges) {
    const wanted = attribute(privilege, "name") ?? "";
    const found = known.get(wanted.toLowerCase());
    const mask = depths[(attribute(privilege, "level") ?? "Basic") as DepthName];
    if (!found) {
      session.say(`Role ${name}`, "warning", `The privilege '${wanted}' is not known here and was left out.`);
      continue;
    }
    if (mask === undefined)
      throw new SolutionProblem(
        "customizations.xml",
        `Role ${name}`,
        `'${attribute(privilege, "level") ?? ""}' is no level of '${wanted}'.`,
        "Use Basic, Local, Deep or Global.",
      );
    const { values } = grantRow(id, found, mask);
    session.putRow("roleprivileges", String(values.roleprivilegeid), values);
  }
  session.component(20, id);
  session.say(`Role ${name}`, "success", `${privileges.length} privileges`);
}

/** Who may read, write and create secured columns. */
function importColumnProfile(session: ImportSession, element: Element): void {
  const id = plainGuid(attribute(element, "fieldsecurityprofileid") ?? "");
  const name = attribute(element, "name") ?? "";
  session.putRow("fieldsecurityprofile", id, { name, description: attribute(element, "description") ?? null });
  const permissions = children(child(element, "FieldPermissions"), "FieldPermission");
  for (const permission of permissions) {
    const table = (childText(permission, "EntityName") ?? "").toLowerCase();
    const column = (childText(permission, "AttributeName") ?? "").toLowerCase();
    session.putRow("fieldpermission", namedGuid(`fieldpermission:${id}:${table}.${column}`), {
      fieldsecurityprofileid: id,
      entityname: table,
      attributelogicalname: column,
      canread: childNumber(permission, "CanRead") ?? 0,
      canupdate: childNumber(permission, "CanUpdate") ?? 0,
      cancreate: childNumber(permission, "CanCreate") ?? 0,
    });
  }
  session.component(70, id);
  session.say(`Column security profile ${name}`, "success", `${permissions.length} columns`);
}

function importSiteMap(session: ImportSession, element: Element): void {
  const uniqueName = childText(element, "SiteMapUniqueName") ?? "";
  const siteMap = child(element, "SiteMap");
  if (!siteMap)
    throw new SolutionProblem(
      "customizations.xml",
      `Site map ${uniqueName}`,
      "<SiteMap> is missing.",
      "Export the app again.",
    );
  const id = existingId(session, "sitemap", "sitemapnameunique", uniqueName) ?? namedGuid(`sitemap:${uniqueName}`);
  session.putRow("sitemap", id, {
    sitemapname: labelsOf(child(element, "LocalizedNames"), uniqueName)[1033] ?? uniqueName,
    sitemapnameunique: uniqueName,
    isappaware: true,
    sitemapxml: toXml(siteMap),
  });
  session.component(62, id);
  session.say(`Site map ${uniqueName}`, "success", "");
}

function importApp(session: ImportSession, element: Element): void {
  const uniqueName = childText(element, "UniqueName") ?? "";
  const id = existingId(session, "appmodule", "uniquename", uniqueName) ?? namedGuid(`appmodule:${uniqueName}`);
  const uniqueId = namedGuid(`appmodule:${uniqueName}:unique`);
  session.putRow("appmodule", id, {
    appmoduleidunique: uniqueId,
    name: labelsOf(child(element, "LocalizedNames"), uniqueName)[1033] ?? uniqueName,
    uniquename: uniqueName,
    description: labelsOf(child(element, "Descriptions"), "")[1033] || null,
    clienttype: childNumber(element, "ClientType") ?? 4,
    formfactor: childNumber(element, "FormFactor") ?? 1,
    isdefault: false,
    organizationid: worldIdentity.organizationId,
  });
  for (const part of children(child(element, "AppModuleComponents"), "AppModuleComponent")) {
    const name = attribute(part, "schemaName") ?? attribute(part, "id") ?? "";
    session.putRow(
      "appmodulecomponent",
      namedGuid(`appmodulecomponent:${uniqueId}:${attribute(part, "type")}:${name}`),
      {
        appmoduleidunique: uniqueId,
        componenttype: Number(attribute(part, "type")),
        objectid: attribute(part, "id")
          ? plainGuid(attribute(part, "id") ?? "")
          : objectIdOf(session, Number(attribute(part, "type")), name),
      },
    );
  }
  for (const role of children(child(element, "AppModuleRoleMaps"), "Role")) {
    const { values } = appRoleRow(id, roleOf(session, plainGuid(attribute(role, "id") ?? "")));
    session.putRow("appmoduleroles", String(values.appmoduleroleid), values);
  }
  session.component(80, id);
  session.say(`App ${uniqueName}`, "success", "");
}

/** Apps name stock roles by their template's key (facts/solution-package.md §1.7). */
function roleOf(session: ImportSession, id: string): string {
  const byTemplate = session.env.store.find(
    "role",
    { roletemplateid: id, businessunitid: businessUnits.root },
    { columns: ["roleid"], limit: 1 },
  )[0];
  return String(byTemplate?.roleid ?? id);
}

function objectIdOf(session: ImportSession, type: number, name: string): string {
  if (type === 62) return existingId(session, "sitemap", "sitemapnameunique", name) ?? metadataKey("sitemap", name);
  return session.env.catalog.table(name.toLowerCase())?.metadataId ?? metadataKey("table", name.toLowerCase());
}

function existingId(session: ImportSession, table: string, column: string, value: string): string | undefined {
  const key = session.env.catalog.requireTable(table).primaryId;
  const row = session.env.store.find(table, { [column]: value }, { columns: [key], limit: 1 })[0];
  return row ? String(row[key]) : undefined;
}
