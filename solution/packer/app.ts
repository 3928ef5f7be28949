import type { App } from "./source";
import { braced, idFor } from "./ids";
import { element, elements, labels, type Xml } from "./xml";

/** The platform's default icon of apps. Source: facts/solution-package.md §1.7. */
const defaultIcon = "953b9fac-1e5e-e611-80d6-00155ded156f";
/** Types of components. Source: facts/solution-package.md §1.3. */
const tableType = 1;
const siteMapType = 62;

function tablesOf(app: App): string[] {
  const tables = app.areas.flatMap((area) => area.groups.flatMap((group) => group.tables.map((one) => one.table)));
  return [...new Set(tables)];
}

/** The app as a component: its tables, its site map, and the roles that see it. */
export function appModuleXml(app: App): Xml {
  const components = [
    ...tablesOf(app).map((schemaName) => element("AppModuleComponent", { type: tableType, schemaName })),
    element("AppModuleComponent", { type: siteMapType, schemaName: app.uniqueName }),
  ];

  return element(
    "AppModule",
    {},
    ...elements({
      UniqueName: app.uniqueName,
      IntroducedVersion: "0.1.0.0",
      WebResourceId: defaultIcon,
      FormFactor: 1,
      ClientType: 4,
    }),
    element("AppModuleComponents", {}, ...components),
    element("AppModuleRoleMaps", {}, ...app.roles.map((role) => element("Role", { id: braced(idFor("role", role)) }))),
    labels("LocalizedNames", "LocalizedName", app.displayName),
    labels("Descriptions", "Description", app.description),
  );
}

function titles(text: string): Xml {
  return element("Titles", {}, element("Title", { LCID: 1033, Title: text }));
}

/** The navigation of the app. */
export function siteMapXml(app: App): Xml {
  const areas = app.areas.map((area, a) =>
    element(
      "Area",
      { Id: `${app.uniqueName}_area${a}`, ShowGroups: "true" },
      titles(area.title),
      ...area.groups.map((group, g) =>
        element(
          "Group",
          { Id: `${app.uniqueName}_area${a}_group${g}` },
          titles(group.title),
          ...group.tables.map((one) =>
            element("SubArea", { Id: `${app.uniqueName}_${one.table}`, Entity: one.table }, titles(one.title)),
          ),
        ),
      ),
    ),
  );

  return element(
    "AppModuleSiteMap",
    {},
    element("SiteMapUniqueName", {}, app.uniqueName),
    element("SiteMap", {}, ...areas),
    labels("LocalizedNames", "LocalizedName", app.displayName),
  );
}
