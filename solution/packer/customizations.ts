import type { App, Role, SolutionSource, WebResource } from "./source";
import { appModuleXml, siteMapXml } from "./app";
import { braced, idFor } from "./ids";
import { foreignTables, logicalName, relationshipsXml, shellXml, tableXml } from "./table";
import { document, element, elements, raw, type Xml } from "./xml";

function roleXml(role: Role): Xml {
  const privileges = Object.entries(role.privileges).flatMap(([table, verbs]) =>
    Object.entries(verbs).map(([verb, level]) => element("RolePrivilege", { name: `prv${verb}${table}`, level })),
  );

  return element(
    "Role",
    { id: braced(idFor("role", role.name)), name: role.name },
    element("IsCustomizable", {}, 1),
    element("RolePrivileges", {}, ...privileges),
  );
}

/** Where a web resource is in the zip: its name without slashes and dots, and its id. Source: facts/solution-package.md §1.1. */
export function webResourcePath(webResource: WebResource): string {
  return `WebResources/${webResource.name.replace(/[/.]/g, "")}${idFor("webresource", webResource.name).toUpperCase()}`;
}

function webResourceXml(webResource: WebResource): Xml {
  return element(
    "WebResource",
    {},
    ...elements({
      WebResourceId: braced(idFor("webresource", webResource.name)),
      Name: webResource.name,
      DisplayName: webResource.displayName,
      WebResourceType: webResource.name.endsWith(".svg") ? 11 : 3,
      IntroducedVersion: "0.1.0.0",
      IsEnabledForMobileClient: 1,
      IsAvailableForMobileOffline: 0,
      IsCustomizable: 1,
      CanBeDeleted: 1,
      IsHidden: 0,
      FileName: `/${webResourcePath(webResource)}`,
    }),
  );
}

function appsXml(apps: readonly App[]): Xml[] {
  return [
    element("AppModuleSiteMaps", {}, ...apps.map(siteMapXml)),
    element("AppModules", {}, ...apps.map(appModuleXml)),
  ];
}

/** customizations.xml, its parts in the order that the schema wants. Source: facts/solution-package.md §1.4. */
export function customizationsXml(source: SolutionSource): string {
  const formsOf = (table: string) => source.forms.filter((form) => form.table === table);
  const shells = foreignTables(source).map((table) =>
    shellXml(table, formsOf(table), raw(source.ribbons.get(table) ?? "")),
  );
  const tables = source.tables.map((table) => {
    const name = logicalName(table.schemaName);
    const ribbon = source.ribbons.get(name);
    return tableXml(table, formsOf(name), ribbon === undefined ? undefined : raw(ribbon));
  });
  const controls = source.controls.map((control) =>
    element(
      "CustomControl",
      {},
      ...elements({ Name: control.name, FileName: `/Controls/${control.name}/ControlManifest.xml` }),
    ),
  );

  return document(
    element(
      "ImportExportXml",
      { "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance" },
      element("Entities", {}, ...shells, ...tables),
      element("Roles", {}, ...source.roles.map(roleXml)),
      element("Workflows"),
      element("FieldSecurityProfiles"),
      element("Templates"),
      element("EntityMaps"),
      element("EntityRelationships", {}, ...relationshipsXml(source.tables)),
      element("OrganizationSettings"),
      element("optionsets"),
      element("WebResources", {}, ...source.webResources.map(webResourceXml)),
      element("CustomControls", {}, ...controls),
      ...(source.apps.length > 0 ? appsXml(source.apps) : []),
      element("EntityDataProviders"),
      element("Languages", {}, element("Language", {}, 1033)),
    ),
  );
}
